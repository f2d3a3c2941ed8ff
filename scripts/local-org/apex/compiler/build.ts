/** Parse tree → declarations of ast.ts. */
import type {
    AnnotationContext,
    AnonymousUnitContext,
    ClassBodyDeclarationContext,
    ClassDeclarationContext,
    CompilationUnitContext,
    ConstructorDeclarationContext,
    EnumDeclarationContext,
    FieldDeclarationContext,
    FormalParametersContext,
    InterfaceDeclarationContext,
    MethodDeclarationContext,
    ModifierContext,
    PropertyDeclarationContext,
    TriggerUnitContext,
    TypeRefContext
} from '@apexdevtools/apex-parser';
import type {
    AccessorNode,
    AnonymousNode,
    ClassNode,
    FieldNode,
    Member,
    MethodNode,
    Modifiers,
    ParameterNode,
    PropertyNode,
    Statement,
    TriggerNode,
    TypeNode
} from './ast.ts';
import { endOf, literalOf, positionOf, typeOf, typesOf } from './build-expressions.ts';
import type { ParseNode } from './build-expressions.ts';
import { blockOf, declaratorsOf, statementOf } from './build-statements.ts';
import { CompileFault } from './fault.ts';

const modifiersOf = (contexts: readonly ModifierContext[]): Modifiers => {
    const words = new Set<string>();
    const annotations = new Map<string, ReadonlyMap<string, string>>();
    for (const context of contexts) {
        const annotation = context.annotation();
        if (annotation) annotations.set(annotation.id().getText().toLowerCase(), annotationValues(annotation));
        else
            words.add(
                (context.children ?? [])
                    .map((child) => (child as unknown as ParseNode).getText().toLowerCase())
                    .join(' ')
            );
    }
    if (words.has('testmethod')) annotations.set('istest', new Map());
    return { words, annotations };
};
const annotationValues = (context: AnnotationContext): Map<string, string> => {
    const values = new Map<string, string>();
    for (const pair of context.elementValuePairs()?.elementValuePair_list() ?? []) {
        const literal = literalOf(pair.elementValue().literal());
        values.set(pair.id().getText().toLowerCase(), literal.kind === 'literal' ? literal.value : '');
    }
    const single = context.elementValue()?.literal();
    if (single) {
        const literal = literalOf(single);
        values.set('', literal.kind === 'literal' ? literal.value : '');
    }
    return values;
};

const parametersOf = (context: FormalParametersContext): ParameterNode[] =>
    (context.formalParameterList()?.formalParameter_list() ?? []).map((item) => ({
        type: typeOf(item.typeRef()),
        name: item.id().getText(),
        at: positionOf(item.id())
    }));
const returnTypeOf = (context: TypeRefContext | null, at: TypeNode['at']): TypeNode =>
    context ? typeOf(context) : { name: 'void', arguments: [], at };

const methodOf = (context: MethodDeclarationContext, modifiers: Modifiers): MethodNode => {
    const body = context.block();
    const at = positionOf(context.id());
    return {
        kind: 'method',
        at,
        modifiers,
        name: context.id().getText(),
        type: returnTypeOf(context.typeRef(), at),
        parameters: parametersOf(context.formalParameters()),
        body: body ? blockOf(body) : undefined
    };
};
const constructorOf = (context: ConstructorDeclarationContext, modifiers: Modifiers): Member => ({
    kind: 'constructor',
    at: positionOf(context),
    modifiers,
    name: context.qualifiedName().getText(),
    parameters: parametersOf(context.formalParameters()),
    body: blockOf(context.block())
});
const fieldsOf = (context: FieldDeclarationContext, modifiers: Modifiers): FieldNode => ({
    kind: 'fields',
    at: positionOf(context),
    modifiers,
    type: typeOf(context.typeRef()),
    declarators: declaratorsOf(context.variableDeclarators())
});
const propertyOf = (context: PropertyDeclarationContext, modifiers: Modifiers): PropertyNode => {
    let getter: AccessorNode | undefined;
    let setter: AccessorNode | undefined;
    for (const block of context.propertyBlock_list()) {
        const own = modifiersOf(block.modifier_list());
        const accessor = block.getter() ?? block.setter();
        const body = accessor.block();
        const node: AccessorNode = { modifiers: own, body: body ? blockOf(body) : undefined, at: positionOf(accessor) };
        if (block.getter()) getter = node;
        else setter = node;
    }
    return {
        kind: 'property',
        at: positionOf(context.id()),
        modifiers,
        type: typeOf(context.typeRef()),
        name: context.id().getText(),
        getter,
        setter
    };
};

/** What class bodies, triggers and anonymous blocks may declare; constructors only in class bodies. */
interface Declaring {
    methodDeclaration(): MethodDeclarationContext;
    interfaceDeclaration(): InterfaceDeclarationContext;
    classDeclaration(): ClassDeclarationContext;
    enumDeclaration(): EnumDeclarationContext;
    propertyDeclaration(): PropertyDeclarationContext;
    fieldDeclaration(): FieldDeclarationContext;
    constructorDeclaration?(): ConstructorDeclarationContext;
}
const memberOf = (context: Declaring & ParseNode, modifiers: Modifiers): Member => {
    const method = context.methodDeclaration();
    if (method) return methodOf(method, modifiers);
    const field = context.fieldDeclaration();
    if (field) return fieldsOf(field, modifiers);
    const property = context.propertyDeclaration();
    if (property) return propertyOf(property, modifiers);
    const constructor = context.constructorDeclaration?.();
    if (constructor) return constructorOf(constructor, modifiers);
    const inner = context.classDeclaration();
    if (inner) return classOf(inner, modifiers);
    const enumeration = context.enumDeclaration();
    if (enumeration) return enumOf(enumeration, modifiers);
    const face = context.interfaceDeclaration();
    if (face) return interfaceOf(face, modifiers);
    throw new CompileFault(`not supported by the local org: declaration '${context.getText()}'`, positionOf(context));
};

const bodyMember = (context: ClassBodyDeclarationContext): Member[] => {
    const block = context.block();
    if (block)
        return [
            { kind: 'initialiser', at: positionOf(context), isStatic: Boolean(context.STATIC()), body: blockOf(block) }
        ];
    const declaration = context.memberDeclaration();
    return declaration ? [memberOf(declaration, modifiersOf(context.modifier_list()))] : [];
};

const classOf = (context: ClassDeclarationContext, modifiers: Modifiers): ClassNode => {
    const parent = context.typeRef();
    const interfaces = context.typeList();
    return {
        kind: 'class',
        form: 'class',
        at: positionOf(context.id()),
        modifiers,
        name: context.id().getText(),
        extends: parent ? [typeOf(parent)] : [],
        implements: interfaces ? typesOf(interfaces) : [],
        constants: [],
        members: context.classBody().classBodyDeclaration_list().flatMap(bodyMember),
        end: endOf(context)
    };
};
const enumOf = (context: EnumDeclarationContext, modifiers: Modifiers): ClassNode => ({
    kind: 'class',
    form: 'enum',
    at: positionOf(context.id()),
    modifiers,
    name: context.id().getText(),
    extends: [],
    implements: [],
    constants: (context.enumConstants()?.id_list() ?? []).map((id) => id.getText()),
    members: [],
    end: endOf(context)
});
const interfaceOf = (context: InterfaceDeclarationContext, modifiers: Modifiers): ClassNode => {
    const parents = context.typeList();
    return {
        kind: 'class',
        form: 'interface',
        at: positionOf(context.id()),
        modifiers,
        name: context.id().getText(),
        extends: parents ? typesOf(parents) : [],
        implements: [],
        constants: [],
        members: context
            .interfaceBody()
            .interfaceMethodDeclaration_list()
            .map((method): MethodNode => {
                const at = positionOf(method.id());
                const own = modifiersOf(method.modifier_list());
                return {
                    kind: 'method',
                    at,
                    modifiers: { words: new Set([...own.words, 'abstract', 'public']), annotations: own.annotations },
                    name: method.id().getText(),
                    type: returnTypeOf(method.typeRef(), at),
                    parameters: parametersOf(method.formalParameters()),
                    body: undefined
                };
            }),
        end: endOf(context)
    };
};

/** @throws CompileFault */
export const classUnit = (context: CompilationUnitContext): ClassNode => {
    const declaration = context.typeDeclaration();
    const modifiers = modifiersOf(declaration.modifier_list());
    const plain = declaration.classDeclaration();
    if (plain) return classOf(plain, modifiers);
    const enumeration = declaration.enumDeclaration();
    return enumeration ? enumOf(enumeration, modifiers) : interfaceOf(declaration.interfaceDeclaration(), modifiers);
};

/** @throws CompileFault */
export const triggerUnit = (context: TriggerUnitContext): TriggerNode => {
    const members: Member[] = [];
    const statements: Statement[] = [];
    for (const item of context.triggerBlock().triggerBlockMember_list()) {
        const declaration = item.triggerMemberDeclaration();
        const statement = item.statement();
        if (statement) statements.push(statementOf(statement));
        else place(memberOf(declaration, modifiersOf(item.modifier_list())), members, statements);
    }
    return {
        kind: 'trigger',
        at: positionOf(context),
        name: context.id(0).getText(),
        object: context.id(1).getText(),
        objectAt: positionOf(context.id(1)),
        events: context
            .triggerCase_list()
            .map((item) =>
                (item.children ?? []).map((child) => (child as unknown as ParseNode).getText().toLowerCase()).join(' ')
            ),
        members,
        statements,
        end: endOf(context)
    };
};

/** @throws CompileFault */
export const anonymousUnit = (context: AnonymousUnitContext): AnonymousNode => {
    const members: Member[] = [];
    const statements: Statement[] = [];
    for (const item of context.anonymousBlock().anonymousBlockMember_list()) {
        const statement = item.statement();
        if (statement) statements.push(statementOf(statement));
        else place(memberOf(item.anonymousMemberDeclaration(), modifiersOf(item.modifier_list())), members, statements);
    }
    return { kind: 'anonymous', at: positionOf(context), members, statements, end: endOf(context) };
};
/** The grammar reads local variables of triggers and anonymous blocks as fields. */
const place = (member: Member, members: Member[], statements: Statement[]): void => {
    if (member.kind === 'fields') {
        statements.push({
            kind: 'local',
            at: member.at,
            type: member.type,
            isFinal: member.modifiers.words.has('final'),
            declarators: member.declarators
        });
    } else members.push(member);
};
