/** What the compilation of one file and of one function keeps. */
import type { MetadataModel } from '../../metadata/types.ts';
import type { ObjectDef, Problem } from '../../model/index.ts';
import type { SoqlEngine } from '../../database/types.ts';
import type { ApexType } from '../runtime/types.ts';
import type { Position } from './ast.ts';
import { CompileFault, FollowingFault } from './fault.ts';
import { checkIdentifier } from './identifiers.ts';
import { localName } from './mangle.ts';
import type { ClassSymbol, FieldSymbol, SourceFacts } from './symbols.ts';
import type { TypeTable } from './type-table.ts';
import type { Writer } from './writer.ts';

/** A JavaScript expression with its Apex type. */
export interface Typed {
    readonly type: ApexType;
    readonly js: string;
    /** Can never be null: no check needed. */
    readonly nonNull?: boolean;
    /** May be written twice without effect: a local variable, `this`, a literal. */
    readonly simple?: boolean;
    /** The result of inline SOQL: a single row of it may be assigned to a record. */
    readonly soql?: boolean;
    /** A number literal, which takes any numeric type. */
    readonly number?: { readonly type: 'Integer' | 'Long' | 'Decimal' | 'Double'; readonly text: string };
    /** `(t=x)===null?null:` of a safe navigation: what follows in the chain is skipped too. */
    readonly guard?: string;
    /** `SObjectType.Account.fields.Name` is a description, and the field's token where one is asked for. */
    readonly token?: Typed;
    /** A record's field, for `record.Field.addError(…)`. */
    readonly recordField?: { readonly record: string; readonly name: string };
    /** A parent record that may be of several objects. */
    readonly polymorphic?: boolean;
    /** A member of an object, written with the object before it: `this.account`, `page.account`. */
    readonly member?: boolean;
}

export const placeKey = ({ line, column }: Position): string => `${line}:${column}`;

/** `follows`: the cause is reported elsewhere, so nobody needs to read of it. */
export type UnitProblem = Problem & { readonly follows?: true };

export class UnitContext {
    readonly source: SourceFacts;
    readonly table: TypeTable;
    readonly model: MetadataModel;
    readonly soql: SoqlEngine;
    readonly writer: Writer;
    readonly problems: UnitProblem[] = [];
    readonly isTest: boolean;
    /** Trigger files only. */
    readonly triggerObject: ObjectDef | undefined;
    /** What a trigger's records are; of any object in other files. */
    readonly triggerRecord: ApexType;
    readonly kind: 'class' | 'trigger' | 'anonymous';
    /** Lines that can be covered. */
    readonly lines = new Set<number>();
    /** Where the statement that is being emitted begins: what stands on the same line is counted with it. */
    statementLine = 0;
    /** Properties of the form `{ get; set; }`, which are covered when they are used: line and `Class|key`. */
    readonly properties: [number, string][] = [];
    /** First line, last line, name shown in stack traces. */
    readonly ranges: [number, number, string][] = [];
    readonly labels = new Set<string>();
    usesSchema = false;
    /** Bodies that are left out, by where they start (`placeKey`): running one refuses with this reason. */
    readonly refusals: ReadonlyMap<string, string>;
    /** Bodies and declarations in which a problem was found, by where they start. */
    readonly failedMembers = new Map<string, Problem>();
    private readonly linkIndex = new Map<string, number>();
    constructor(facts: {
        source: SourceFacts;
        table: TypeTable;
        model: MetadataModel;
        soql: SoqlEngine;
        writer: Writer;
        kind: UnitContext['kind'];
        isTest: boolean;
        /** Of trigger files, as it is written. */
        triggerOn?: string | undefined;
        refusals?: ReadonlyMap<string, string>;
    }) {
        this.source = facts.source;
        this.table = facts.table;
        this.model = facts.model;
        this.soql = facts.soql;
        this.writer = facts.writer;
        this.kind = facts.kind;
        this.isTest = facts.isTest;
        const { table, triggerOn } = facts;
        this.triggerObject = triggerOn === undefined ? undefined : table.objectNamed(triggerOn);
        const event = triggerOn === undefined ? undefined : table.changeEventNamed(triggerOn);
        this.triggerRecord = this.triggerObject ? table.sobject(this.triggerObject) : (event ?? table.anySObject);
        this.refusals = facts.refusals ?? new Map<string, string>();
    }
    get links(): string[] {
        return [...this.linkIndex.keys()];
    }
    /** A constant that is looked up when the program is linked: `class:Foo`, `type:List<Account>`, `lib:System.String|Integer length()` … */
    link(description: string): string {
        let index = this.linkIndex.get(description);
        if (index === undefined) this.linkIndex.set(description, (index = this.linkIndex.size));
        return `$k${index}`;
    }
    typeLink(type: ApexType): string {
        return this.link(`type:${this.table.fullName(type)}`);
    }
    /** Notes that the problems found since there were `before` of them belong to the member that starts at a place. */
    blame(at: Position, before: number): void {
        const first = this.problems[before];
        if (!first) return;
        const key = placeKey(at);
        if (!this.failedMembers.has(key)) this.failedMembers.set(key, first);
        this.blamed += this.problems.length - before;
    }
    private blamed = 0;
    /** Whether each problem belongs to a member, so that the rest of the file stands without it. */
    get onlyMembersFail(): boolean {
        return this.blamed === this.problems.length;
    }
    report(fault: unknown): void {
        if (!(fault instanceof CompileFault)) throw fault;
        const { line, column, message } = fault;
        const follows = fault instanceof FollowingFault ? { follows: true as const } : {};
        this.problems.push({ file: this.source.file, line, column, message, ...follows });
    }
}

interface Local {
    readonly name: string;
    readonly type: ApexType;
    readonly isFinal: boolean;
}
interface Place {
    readonly scopes: number;
    readonly loops: number;
    readonly closures: number;
}
export class FunctionContext {
    readonly unit: UnitContext;
    readonly owner: ClassSymbol | undefined;
    readonly isStatic: boolean;
    readonly returns: ApexType;
    /** The property whose accessor this is: inside, its name means the backing field. */
    readonly accessorOf: FieldSymbol | undefined;
    /** What of a class this is the code of, where that may assign final fields. */
    readonly initialises: 'constructor' | 'initialiser' | undefined;
    /** In the arguments of `this(…)` or `super(…)`, before there is an instance. */
    inChain = false;
    temporaries = 0;
    loops = 0;
    /** Inside of the function that a runAs block becomes. */
    closures = 0;
    private readonly scopes = [new Map<string, Local>()];
    private names = 0;
    constructor(facts: {
        unit: UnitContext;
        owner?: ClassSymbol | undefined;
        isStatic: boolean;
        returns: ApexType;
        accessorOf?: FieldSymbol | undefined;
        initialises?: FunctionContext['initialises'];
    }) {
        this.unit = facts.unit;
        this.owner = facts.owner;
        this.isStatic = facts.isStatic;
        this.returns = facts.returns;
        this.accessorOf = facts.accessorOf;
        this.initialises = facts.initialises;
    }
    get table(): TypeTable {
        return this.unit.table;
    }
    temporary(): string {
        return `$t${this.temporaries++}`;
    }
    /** A name of the compiler's own, declared where it is used. */
    fresh(): string {
        return `$n${this.names++}`;
    }
    /** Where the emission stands: scopes, loops, closures. */
    place(): Place {
        return { scopes: this.scopes.length, loops: this.loops, closures: this.closures };
    }
    /** Leaves what was entered since, where a fault ended it half-way. */
    returnTo({ scopes, loops, closures }: Place): void {
        this.scopes.length = scopes;
        this.loops = loops;
        this.closures = closures;
    }
    open(): void {
        this.scopes.push(new Map());
    }
    close(): void {
        this.scopes.pop();
    }
    /** @throws CompileFault */
    declare(name: string, type: ApexType, at: Position, isFinal = false): string {
        const key = name.toLowerCase();
        if (this.local(name)) throw new CompileFault(`Duplicate variable: ${name}`, at);
        this.scopes[this.scopes.length - 1]?.set(key, { name, type, isFinal });
        // One fault is enough: uses of the variable are not to blame.
        checkIdentifier(name, at);
        return localName(name);
    }
    localNames(): string[] {
        return this.scopes.flatMap((scope) => [...scope.values()].map(({ name }) => name));
    }
    local(name: string): Local | undefined {
        const key = name.toLowerCase();
        for (let index = this.scopes.length - 1; index >= 0; index--) {
            const found = this.scopes[index]?.get(key);
            if (found) return found;
        }
        return undefined;
    }
}
