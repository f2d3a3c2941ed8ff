import type { SessionView } from '../../../api/page/types.ts';

const load = async (): Promise<SessionView> => {
    const response = await fetch('/local-org/session', { headers: { 'X-Local-Org': 'page' } });
    if (!response.ok) throw new Error(`The local org has no session for this page (${response.status}).`);
    return (await response.json()) as SessionView;
};

/**
 * Who works in this page. Every module that depends on the user waits for it, so that a user's values are never part of a build; another
 * persona is another page load.
 */
export const session: SessionView = await load();
