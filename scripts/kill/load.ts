/** Clients that write until the org goes away, and remember what they were promised. */
import type { Login } from './org.ts';

export const DATA = '/services/data/v67.0';

export interface Answer {
    readonly status: number;
    readonly body: unknown;
}

/** @throws TypeError where nobody answers */
export const call = async (login: Login, method: string, url: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(login.instanceUrl + url, {
        method,
        headers: { authorization: `Bearer ${login.accessToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000)
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
};

export const query = async (login: Login, soql: string): Promise<Record<string, unknown>[]> => {
    const rows: Record<string, unknown>[] = [];
    let url: string | undefined = `${DATA}/query?q=${encodeURIComponent(soql)}`;
    while (url !== undefined) {
        const { status, body } = await call(login, 'GET', url);
        if (status !== 200) throw new Error(`${soql}: ${status} ${JSON.stringify(body)}`);
        const page = body as { records: Record<string, unknown>[]; nextRecordsUrl?: string };
        rows.push(...page.records);
        url = page.nextRecordsUrl;
    }
    return rows;
};

/** One write: everything that it makes carries its key, and it makes this many crates and bottles or none. */
export interface Write {
    readonly kind: 'upsert' | 'collection' | 'tree' | 'apex';
    readonly key: string;
    readonly crates: number;
    readonly bottles: number;
    /** Did the org say that it is done? */
    acknowledged: boolean;
}

const BOTTLES = 40;

const bottles = (key: string, crate: Record<string, unknown>): Record<string, unknown>[] =>
    Array.from({ length: BOTTLES }, (_, index) => ({
        attributes: { type: 'Bottle__c', referenceId: `b${index}` },
        Code__c: `${key}-${index}`,
        Size__c: 1,
        ...crate
    }));

const KINDS: readonly Write['kind'][] = ['upsert', 'collection', 'tree', 'apex'];

/** Sends one write. @returns did the org say that all of it is done? */
const send = async (login: Login, write: Write, shared: string): Promise<boolean> => {
    const { key } = write;
    switch (write.kind) {
        case 'upsert': {
            const { status } = await call(login, 'PATCH', `${DATA}/sobjects/Crate__c/Key__c/${key}`, { Name: key });
            return status === 201 || status === 200;
        }
        case 'collection': {
            const records = bottles(key, { Crate__c: shared });
            const { status, body } = await call(login, 'POST', `${DATA}/composite/sobjects`, {
                allOrNone: true,
                records
            });
            return status === 200 && (body as { success: boolean }[]).every(({ success }) => success);
        }
        case 'tree': {
            const record = { attributes: { type: 'Crate__c', referenceId: 'c' }, Name: key, Key__c: key };
            const { status } = await call(login, 'POST', `${DATA}/composite/tree/Crate__c`, {
                records: [{ ...record, Bottles__r: { records: bottles(key, {}) } }]
            });
            return status === 201;
        }
        case 'apex': {
            const text = `Crate__c crate = new Crate__c(Name = '${key}', Key__c = '${key}');
                insert as system crate;
                List<Bottle__c> bottles = new List<Bottle__c>();
                for (Integer i = 0; i < ${BOTTLES}; i++) { bottles.add(new Bottle__c(Crate__c = crate.Id, Code__c = '${key}-' + i, Size__c = 1)); }
                System.enqueueJob(new Marker('${key}'));
                insert as system bottles;`;
            const url = `${DATA}/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(text)}`;
            const { status, body } = await call(login, 'GET', url);
            if (status === 200 && !(body as { success: boolean }).success) throw new Error(JSON.stringify(body));
            return status === 200;
        }
    }
};

/**
 * Clients at the same time, one of each kind, until told to stop.
 * @param shared a crate for bottles that several clients fill
 */
export class Load {
    readonly writes: Write[] = [];
    private going = true;
    private readonly clients: Promise<void>[];

    constructor(login: Login, round: number, shared: string) {
        this.clients = KINDS.map(async (kind) => {
            for (let count = 0; this.going; count++) {
                const write: Write = {
                    kind,
                    key: `${round}-${kind}-${count}`,
                    crates: kind === 'collection' ? 0 : 1,
                    bottles: kind === 'upsert' ? 0 : BOTTLES,
                    acknowledged: false
                };
                this.writes.push(write);
                try {
                    write.acknowledged = await send(login, write, shared);
                } catch (error) {
                    // Nobody answers any more: what was sent may be there or not.
                    if (!(error instanceof TypeError) && !(error instanceof DOMException)) throw error;
                    return;
                }
            }
        });
    }
    async stop(): Promise<void> {
        this.going = false;
        await Promise.all(this.clients);
    }
}
