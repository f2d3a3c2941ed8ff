/** `FileProperties`: which component a file is, who made and changed it and when. */
import type { ComponentId } from '../../metadata/index.ts';
import { DatetimeValue } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { historyOf } from '../../org/ledger.ts';
import type { MemberHistory } from '../../org/ledger.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import type { Org } from '../../org/types.ts';
import type { SoapValue } from '../soap/envelope.ts';

type Properties = Readonly<Record<string, SoapValue>>;

/** The properties of members, each type's facts read once. */
export class FileFacts {
    private readonly histories = new Map<string, ReadonlyMap<string, MemberHistory>>();
    private readonly names = new Map<Id, string>();
    private readonly org: Org;
    private readonly tx: Transaction;
    private begun: number | undefined;

    constructor(org: Org, tx: Transaction) {
        this.org = org;
        this.tx = tx;
    }

    /** Properties in the order of the members. Source: Metadata API Developer Guide, `FileProperties`. */
    ofAll(members: readonly ComponentId[], fileOf: (member: ComponentId) => string): Properties[] {
        const ids = new Map<string, readonly Id[]>();
        const places = new Map<string, number>();
        for (const { type } of members) {
            if (ids.has(type)) continue;
            const ofType = members.filter((member) => member.type === type).map(({ fullName }) => fullName);
            ids.set(type, idsOfMembers(this.org, type, ofType));
        }
        return members.map((member) => {
            const place = places.get(member.type) ?? 0;
            places.set(member.type, place + 1);
            return this.properties(member, fileOf(member), ids.get(member.type)?.[place] ?? '');
        });
    }

    private properties({ type, fullName }: ComponentId, fileName: string, id: Id): Properties {
        const { created, createdBy, modified, modifiedBy } = this.historyOf(type, fullName);
        return {
            createdById: createdBy,
            createdByName: this.nameOf(createdBy),
            createdDate: new Date(created).toISOString(),
            fileName,
            fullName,
            id,
            lastModifiedById: modifiedBy,
            lastModifiedByName: this.nameOf(modifiedBy),
            lastModifiedDate: new Date(modified).toISOString(),
            manageableState: 'unmanaged',
            type
        };
    }

    /** What no deployment brought is as old as the org. */
    private historyOf(type: string, fullName: string): MemberHistory {
        const known = this.histories.get(type) ?? historyOf(this.org.database.store, type);
        this.histories.set(type, known);
        const first = (): MemberHistory => {
            const { administratorId: by } = this.org;
            return { created: this.start(), createdBy: by, modified: this.start(), modifiedBy: by };
        };
        return known.get(fullName.toLowerCase()) ?? first();
    }

    private start(): number {
        if (this.begun === undefined) {
            const [row] = this.rows('SELECT CreatedDate FROM Organization');
            const value = row?.get('CreatedDate');
            this.begun = value instanceof DatetimeValue ? value.ms : 0;
        }
        return this.begun;
    }

    private nameOf(id: Id): string {
        const known = this.names.get(id);
        if (known !== undefined) return known;
        const value = this.rows('SELECT Name FROM User WHERE Id = :id', [id])[0]?.get('Name');
        const name = typeof value === 'string' ? value : '';
        this.names.set(id, name);
        return name;
    }

    private rows(soql: string, binds: readonly unknown[] = []) {
        const { soql: engine } = this.org.database;
        return engine.query(this.tx, engine.parse(soql), binds, SYSTEM_MODE).rows;
    }
}
