import { createHash } from 'node:crypto';
import type { TargetAccount } from './load.ts';
import type { PlannedLink } from './ties.ts';

const LONGEST = 255;

/** A key that fits its field: a longer one ends in its digest. */
const fit = (key: string): string =>
    key.length <= LONGEST ? key : `${key.slice(0, LONGEST - 41)}#${createHash('sha1').update(key).digest('hex')}`;

/** The key of a person: the same in each run, and another for each account and network. */
export const personKey = (prefix: string, account: TargetAccount, network: string, id: string): string =>
    fit(`${prefix}:${account.key}:${network}:${id}`);

/** The key of a line. */
export const linkKey = (
    prefix: string,
    account: TargetAccount,
    network: string,
    { fromId, toId, kind }: Pick<PlannedLink, 'fromId' | 'toId' | 'kind'>
): string => fit(`${prefix}:${account.key}:${network}:${fromId}>${toId}:${kind}`);
