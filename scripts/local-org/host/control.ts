/** The command line's way to the running host: the control file says where it is and proves who may ask. */
import type { Home } from './home.ts';
import { readControl } from './home.ts';

/** The local org does not run, or refused. */
export class ControlProblem extends Error {}

/** How the local org of a project is started: that of this one by `npm start`. */
const startCommand = ({ projectDir }: Home): string =>
    projectDir === PROJECT_ROOT ? 'npm start' : `npm run local-org -- start --project ${projectDir}`;

/**
 * Asks the running host.
 * @throws ControlProblem with the fix where it does not run
 */
export const callControl = async (
    home: Home,
    command: string,
    input: Readonly<Record<string, unknown>>
): Promise<unknown> => {
    const control = readControl(home);
    if (!control)
        throw new ControlProblem(`The local org in ${home.dir} is not running. Start it with: ${startCommand(home)}`);
    let response: Response;
    try {
        response = await fetch(`${control.url}/local-org/control/${command}`, {
            method: 'POST',
            headers: { 'x-local-org-secret': control.secret, 'content-type': 'application/json' },
            body: JSON.stringify(input),
            signal: AbortSignal.timeout(200_000)
        });
    } catch {
        throw new ControlProblem(
            `The local org in ${home.dir} does not answer at ${control.url}. Start it with: ${startCommand(home)}`
        );
    }
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as unknown;
    let message = text;
    try {
        message = (JSON.parse(text) as { message?: string }[])[0]?.message ?? text;
    } catch {
        // Another server listens there now.
        message = `${control.url} is no longer the local org. Start it with: ${startCommand(home)}`;
    }
    throw new ControlProblem(message);
};
