/** What other files need to know of a class: its declarations without bodies. Plain data, so that it can be cached as JSON. */
import type {
    AnonymousNode,
    ClassNode,
    Member,
    Modifiers,
    ParameterNode,
    Position,
    TriggerNode,
    TypeNode,
    UnitNode
} from './ast.ts';
import type { TypeName } from './signatures.ts';

export interface OutlineModifiers {
    readonly words: readonly string[];
    readonly annotations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
export interface OutlineParameter {
    readonly type: TypeName;
    readonly name: string;
}
interface Declared {
    readonly modifiers: OutlineModifiers;
    readonly line: number;
    readonly column: number;
}
export interface OutlineField extends Declared {
    readonly name: string;
    readonly type: TypeName;
    /** Set for properties: what each accessor is. `auto` is `get;`. */
    readonly property?: { readonly getter: Accessor; readonly setter: Accessor };
}
export interface Accessor {
    readonly kind: 'none' | 'auto' | 'body';
    readonly words: readonly string[];
}
export interface OutlineMethod extends Declared {
    readonly name: string;
    readonly type: TypeName;
    readonly parameters: readonly OutlineParameter[];
    readonly hasBody: boolean;
}
export interface OutlineConstructor extends Declared {
    readonly parameters: readonly OutlineParameter[];
}
export interface ClassOutline extends Declared {
    readonly kind: 'class';
    readonly form: 'class' | 'interface' | 'enum';
    readonly name: string;
    readonly extends: readonly TypeName[];
    readonly implements: readonly TypeName[];
    readonly constants: readonly string[];
    readonly fields: readonly OutlineField[];
    readonly methods: readonly OutlineMethod[];
    readonly constructors: readonly OutlineConstructor[];
    /** Has a `static { }` block: its effects must come before the first use of the class. */
    readonly hasStaticBlock: boolean;
    readonly inner: readonly ClassOutline[];
}
export interface TriggerOutline {
    readonly kind: 'trigger';
    readonly name: string;
    readonly object: string;
    readonly events: readonly string[];
    /** What its methods and classes belong to, if it has any. */
    readonly owner?: ClassOutline;
    readonly line: number;
    readonly column: number;
}
export type Outline = ClassOutline | TriggerOutline;

const plainType = (type: TypeNode | TypeName): TypeName => ({
    name: type.name,
    arguments: type.arguments.map(plainType)
});
const plainModifiers = ({ words, annotations }: Modifiers): OutlineModifiers => ({
    words: [...words],
    annotations: Object.fromEntries([...annotations].map(([name, values]) => [name, Object.fromEntries(values)]))
});
const plainParameters = (parameters: readonly ParameterNode[]): OutlineParameter[] =>
    parameters.map(({ type, name }) => ({ type: plainType(type), name }));
const declared = (modifiers: Modifiers, at: Position): Declared => ({
    modifiers: plainModifiers(modifiers),
    line: at.line,
    column: at.column
});

const fieldsOf = (member: Member): OutlineField[] => {
    if (member.kind === 'fields') {
        return member.declarators.map(({ name, at }) => ({
            ...declared(member.modifiers, at),
            name,
            type: plainType(member.type)
        }));
    }
    if (member.kind !== 'property') return [];
    const accessor = (node: typeof member.getter): Accessor =>
        node ? { kind: node.body ? 'body' : 'auto', words: [...node.modifiers.words] } : { kind: 'none', words: [] };
    const property = { getter: accessor(member.getter), setter: accessor(member.setter) };
    return [{ ...declared(member.modifiers, member.at), name: member.name, type: plainType(member.type), property }];
};

/** The outline of a class, interface or enum with everything inside of it. */
export const classOutline = (node: ClassNode): ClassOutline => ({
    kind: 'class',
    ...declared(node.modifiers, node.at),
    form: node.form,
    name: node.name,
    extends: node.extends.map(plainType),
    implements: node.implements.map(plainType),
    constants: node.constants,
    fields: node.members.flatMap(fieldsOf),
    methods: node.members.flatMap((member) =>
        member.kind !== 'method'
            ? []
            : [
                  {
                      ...declared(member.modifiers, member.at),
                      name: member.name,
                      type: plainType(member.type),
                      parameters: plainParameters(member.parameters),
                      hasBody: member.body !== undefined
                  }
              ]
    ),
    constructors: node.members.flatMap((member) =>
        member.kind === 'constructor'
            ? [{ ...declared(member.modifiers, member.at), parameters: plainParameters(member.parameters) }]
            : []
    ),
    hasStaticBlock: node.members.some((member) => member.kind === 'initialiser' && member.isStatic),
    inner: node.members.flatMap((member) => (member.kind === 'class' ? [classOutline(member)] : []))
});

/** What the name of a trigger's own class begins with; no class's name does. */
export const TRIGGER_OWNER = '$';
/**
 * The class that the methods and classes of a trigger or anonymous block belong to: its methods are static, since nothing
 * has made an instance of it.
 */
export const ownerOf = (node: TriggerNode | AnonymousNode, name: string): ClassNode => ({
    kind: 'class',
    form: 'class',
    at: node.at,
    modifiers: { words: new Set(['public', 'inherited sharing']), annotations: new Map() },
    name,
    extends: [],
    implements: [],
    constants: [],
    members: node.members.map((member) =>
        member.kind === 'method'
            ? { ...member, modifiers: { ...member.modifiers, words: new Set([...member.modifiers.words, 'static']) } }
            : member
    ),
    end: node.end
});

/** The outline of a class or trigger file; anonymous blocks have none. */
export const outlineOf = (unit: UnitNode): Outline | undefined => {
    if (unit.kind === 'class') return classOutline(unit);
    if (unit.kind === 'anonymous') return undefined;
    return {
        kind: 'trigger',
        name: unit.name,
        object: unit.object,
        events: unit.events,
        ...(unit.members.length > 0 ? { owner: classOutline(ownerOf(unit, TRIGGER_OWNER + unit.name)) } : {}),
        line: unit.at.line,
        column: unit.at.column
    };
};
