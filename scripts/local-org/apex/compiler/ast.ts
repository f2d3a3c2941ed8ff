/** The compiler's own tree: what the parser understood, without parser types. Names keep the author's spelling. */
import type { SoqlQuery } from '../../database/types.ts';
import type { TypeName } from './signatures.ts';

/** Lines and columns from 1. */
export interface Position {
    readonly line: number;
    readonly column: number;
}
export interface TypeNode extends TypeName {
    readonly at: Position;
}
export type Annotations = ReadonlyMap<string, ReadonlyMap<string, string>>;
export interface Modifiers {
    /** Lower case: public, static, virtual, `with sharing`, `without sharing`, `inherited sharing` … */
    readonly words: ReadonlySet<string>;
    /** Lower-case name → lower-case parameter → value as text. */
    readonly annotations: Annotations;
    /** What is written twice. */
    readonly repeated?: readonly string[];
    /** Methods of interfaces: what is written, where `words` also has what they are by themselves. */
    readonly written?: ReadonlySet<string>;
}

// ── Expressions
export type LiteralType = 'Integer' | 'Long' | 'Decimal' | 'Double' | 'String' | 'Boolean' | 'null';
export interface NamedValue {
    readonly name: string;
    readonly value: Expression;
    readonly at: Position;
}
export type Creation =
    | { readonly form: 'arguments'; readonly arguments: readonly Expression[] }
    | { readonly form: 'fields'; readonly fields: readonly NamedValue[] }
    | { readonly form: 'size'; readonly size: Expression }
    | { readonly form: 'values'; readonly values: readonly Expression[] }
    | { readonly form: 'pairs'; readonly pairs: readonly (readonly [Expression, Expression])[] };
interface Node<K extends string> {
    readonly kind: K;
    readonly at: Position;
}
export type LiteralExpression = Node<'literal'> & { readonly type: LiteralType; readonly value: string };
export type NameExpression = Node<'name'> & { readonly name: string };
export type FieldExpression = Node<'field'> & {
    readonly target: Expression;
    readonly name: string;
    readonly safe: boolean;
};
export type IndexExpression = Node<'index'> & { readonly target: Expression; readonly index: Expression };
export type CallExpression = Node<'call'> & {
    readonly target: Expression | undefined;
    readonly name: string;
    readonly arguments: readonly Expression[];
    readonly safe: boolean;
};
/** `this(…)` or `super(…)` as the first statement of a constructor. */
export type ChainExpression = Node<'chain'> & {
    readonly which: 'this' | 'super';
    readonly arguments: readonly Expression[];
};
export type NewExpression = Node<'new'> & { readonly type: TypeNode; readonly creation: Creation };
export type BinaryExpression = Node<'binary'> & {
    readonly operator: string;
    readonly left: Expression;
    readonly right: Expression;
};
export type UnaryExpression = Node<'unary'> & {
    readonly operator: '+' | '-' | '!' | '~';
    readonly operand: Expression;
};
export type StepExpression = Node<'step'> & {
    readonly operator: '++' | '--';
    readonly prefix: boolean;
    readonly target: Expression;
};
/** `operator` is `=` or the operator before it: `+` for `+=`. */
export type AssignExpression = Node<'assign'> & {
    readonly operator: string;
    readonly target: Expression;
    readonly value: Expression;
};
export type ConditionalExpression = Node<'conditional'> & {
    readonly test: Expression;
    readonly yes: Expression;
    readonly no: Expression;
};
export type CastExpression = Node<'cast'> & { readonly type: TypeNode; readonly operand: Expression };
export type InstanceofExpression = Node<'instanceof'> & { readonly operand: Expression; readonly type: TypeNode };
/** `textAt` is where the query's own text begins, after the bracket. */
export type SoqlExpression = Node<'soql'> & {
    readonly query: SoqlQuery;
    readonly textAt: Position;
    readonly binds: readonly Expression[];
};
/** `texts` are the parts of the search around its binds. */
export type SoslExpression = Node<'sosl'> & {
    readonly texts: readonly string[];
    readonly binds: readonly Expression[];
};
export type Expression =
    | LiteralExpression
    | NameExpression
    | Node<'this'>
    | Node<'super'>
    | FieldExpression
    | IndexExpression
    | CallExpression
    | ChainExpression
    | NewExpression
    | BinaryExpression
    | UnaryExpression
    | StepExpression
    | AssignExpression
    | ConditionalExpression
    | CastExpression
    | InstanceofExpression
    | (Node<'class'> & { readonly type: TypeNode })
    | SoqlExpression
    | SoslExpression;

// ── Statements
export type Block = Node<'block'> & { readonly statements: readonly Statement[]; readonly end: Position };
export interface Declarator {
    readonly name: string;
    readonly value: Expression | undefined;
    readonly at: Position;
}
export type LocalStatement = Node<'local'> & {
    readonly type: TypeNode;
    readonly modifiers: Modifiers;
    readonly declarators: readonly Declarator[];
};
export interface CatchClause {
    readonly type: TypeNode;
    readonly name: string;
    readonly body: Block;
    readonly at: Position;
}
export type WhenLabels =
    | { readonly kind: 'values'; readonly values: readonly Expression[] }
    | { readonly kind: 'type'; readonly type: TypeNode; readonly name: string }
    | { readonly kind: 'else' };
export interface WhenBranch {
    readonly labels: WhenLabels;
    readonly body: Block;
    readonly at: Position;
}
export type ForStatement = Node<'for'> & {
    readonly local: LocalStatement | undefined;
    readonly first: readonly Expression[];
    readonly test: Expression | undefined;
    readonly update: readonly Expression[];
    readonly body: Statement | undefined;
};
export type ForEachStatement = Node<'forEach'> & {
    readonly type: TypeNode;
    readonly name: string;
    readonly source: Expression;
    readonly body: Statement | undefined;
};
export type SwitchStatement = Node<'switch'> & {
    readonly subject: Expression;
    readonly branches: readonly WhenBranch[];
};
export type TryStatement = Node<'try'> & {
    readonly body: Block;
    readonly catches: readonly CatchClause[];
    readonly finally: Block | undefined;
};
export type DmlStatement = Node<'dml'> & {
    readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
    readonly access: 'user' | 'system' | undefined;
    readonly value: Expression;
    /** Second operand of merge. */
    readonly other: Expression | undefined;
    /** `Key__c` or `Account.Key__c` of upsert. */
    readonly externalId: readonly string[] | undefined;
};
export type Statement =
    | Block
    | LocalStatement
    | (Node<'expression'> & { readonly expression: Expression })
    | (Node<'if'> & { readonly test: Expression; readonly yes: Statement; readonly no: Statement | undefined })
    | ForStatement
    | ForEachStatement
    | (Node<'while'> & { readonly test: Expression; readonly body: Statement | undefined })
    | (Node<'doWhile'> & { readonly body: Block; readonly test: Expression })
    | SwitchStatement
    | TryStatement
    | (Node<'return'> & { readonly value: Expression | undefined })
    | (Node<'throw'> & { readonly value: Expression })
    | Node<'break'>
    | Node<'continue'>
    | DmlStatement
    | (Node<'runAs'> & { readonly user: Expression; readonly body: Block });

// ── Declarations
export interface ParameterNode {
    readonly type: TypeNode;
    readonly name: string;
    readonly at: Position;
    readonly isFinal: boolean;
}
export type MethodNode = Node<'method'> & {
    readonly modifiers: Modifiers;
    readonly name: string;
    readonly type: TypeNode;
    readonly parameters: readonly ParameterNode[];
    readonly body: Block | undefined;
};
export type ConstructorNode = Node<'constructor'> & {
    readonly modifiers: Modifiers;
    readonly name: string;
    readonly parameters: readonly ParameterNode[];
    readonly body: Block;
};
export type FieldNode = Node<'fields'> & {
    readonly modifiers: Modifiers;
    readonly type: TypeNode;
    readonly declarators: readonly Declarator[];
};
export interface AccessorNode {
    readonly modifiers: Modifiers;
    readonly body: Block | undefined;
    readonly at: Position;
}
export type PropertyNode = Node<'property'> & {
    readonly modifiers: Modifiers;
    readonly type: TypeNode;
    readonly name: string;
    readonly getter: AccessorNode | undefined;
    readonly setter: AccessorNode | undefined;
};
export type InitialiserNode = Node<'initialiser'> & { readonly isStatic: boolean; readonly body: Block };
export type Member = MethodNode | ConstructorNode | FieldNode | PropertyNode | InitialiserNode | ClassNode;
export type ClassNode = Node<'class'> & {
    readonly form: 'class' | 'interface' | 'enum';
    readonly modifiers: Modifiers;
    readonly name: string;
    readonly extends: readonly TypeNode[];
    readonly implements: readonly TypeNode[];
    readonly constants: readonly string[];
    readonly members: readonly Member[];
    readonly end: Position;
};
export type TriggerNode = Node<'trigger'> & {
    readonly name: string;
    readonly object: string;
    readonly objectAt: Position;
    /** `before insert` … */
    readonly events: readonly string[];
    readonly members: readonly Member[];
    readonly statements: readonly Statement[];
    readonly end: Position;
};
export type AnonymousNode = Node<'anonymous'> & {
    readonly members: readonly Member[];
    readonly statements: readonly Statement[];
    readonly end: Position;
};
export type UnitNode = ClassNode | TriggerNode | AnonymousNode;
