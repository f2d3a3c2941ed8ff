/** Classes, triggers and anonymous blocks. */
import { giveUp } from '../../../database/query/reader.ts';
import type {
    AccessorNode,
    AnonymousNode,
    Block,
    ClassNode,
    Member,
    MethodNode,
    Modifiers,
    ParameterNode,
    PropertyNode,
    Statement,
    TriggerNode,
    TypeNode
} from '../ast.ts';
import { StatementReader } from './statements.ts';
import { Kind } from './tokens.ts';

const MODIFIERS: ReadonlySet<string> = new Set(
    'global public protected private static abstract final webservice override virtual testmethod'.split(' ')
);
const SHARING: ReadonlySet<string> = new Set(['with', 'without', 'inherited']);

export class DeclarationReader extends StatementReader {
    private modifiers(): Modifiers {
        const { cursor } = this;
        const words = new Set<string>();
        const annotations = new Map<string, ReadonlyMap<string, string>>();
        for (;;) {
            const { word } = cursor;
            if (cursor.is('@')) this.annotation(annotations);
            else if (cursor.kind !== Kind.Word) break;
            else if (MODIFIERS.has(word) || (word === 'transient' && cursor.kindAhead(1) === Kind.Word)) {
                words.add(word);
                cursor.index++;
            } else if (SHARING.has(word) && cursor.ahead(1) === 'sharing') {
                words.add(`${word} sharing`);
                cursor.index += 2;
            } else break;
        }
        if (words.has('testmethod')) annotations.set('istest', new Map());
        return { words, annotations };
    }
    private annotation(annotations: Map<string, ReadonlyMap<string, string>>): void {
        const { cursor } = this;
        cursor.index++;
        const name = cursor.name().toLowerCase();
        const values = new Map<string, string>();
        if (cursor.skip('(')) {
            if (cursor.isNameAhead(0) && cursor.ahead(1) === '=')
                while (!cursor.is(')')) {
                    const key = cursor.name().toLowerCase();
                    cursor.need('=');
                    values.set(key, this.annotationValue());
                    if (cursor.skip(',') && cursor.is(')')) giveUp();
                }
            else if (!cursor.is(')')) values.set('', this.annotationValue());
            cursor.need(')');
        }
        annotations.set(name, values);
    }
    private annotationValue(): string {
        const literal = this.literal(this.cursor.place) ?? giveUp();
        return literal.kind === 'literal' ? literal.value : '';
    }
    private parameters(): ParameterNode[] {
        const { cursor } = this;
        cursor.need('(');
        const found: ParameterNode[] = [];
        if (cursor.skip(')')) return found;
        do {
            this.modifiers();
            const type = cursor.type();
            const at = cursor.place;
            found.push({ type, name: cursor.name(), at });
        } while (cursor.skip(','));
        cursor.need(')');
        return found;
    }

    /** What follows the modifiers of a member. */
    private member(modifiers: Modifiers, withConstructors: boolean): Member {
        const { cursor } = this;
        const at = cursor.place;
        if (cursor.is('class')) return this.classNode(modifiers);
        if (cursor.is('interface')) return this.interfaceNode(modifiers);
        if (cursor.is('enum')) return this.enumNode(modifiers);
        if (cursor.is('void')) {
            cursor.index++;
            return this.method(modifiers, undefined);
        }
        if (withConstructors && this.atConstructor()) {
            const parts = [cursor.name()];
            while (cursor.skip('.')) parts.push(cursor.name());
            const parameters = this.parameters();
            return { kind: 'constructor', at, modifiers, name: parts.join('.'), parameters, body: this.block() };
        }
        const type = cursor.type();
        if (!cursor.isNameAhead(0)) giveUp();
        if (cursor.ahead(1) === '(') return this.method(modifiers, type);
        if (cursor.ahead(1) === '{') return this.property(modifiers, type);
        const declarators = this.declarators();
        cursor.need(';');
        return { kind: 'fields', at, modifiers, type, declarators };
    }
    private atConstructor(): boolean {
        let ahead = 0;
        while (this.cursor.isNameAhead(ahead) && this.cursor.ahead(ahead + 1) === '.') ahead += 2;
        return this.cursor.isNameAhead(ahead) && this.cursor.ahead(ahead + 1) === '(';
    }
    private method(modifiers: Modifiers, type: TypeNode | undefined): MethodNode {
        const { cursor } = this;
        const at = cursor.place;
        const name = cursor.name();
        const parameters = this.parameters();
        const body: Block | undefined = cursor.skip(';') ? undefined : this.block();
        return {
            kind: 'method',
            at,
            modifiers,
            name,
            type: type ?? { name: 'void', arguments: [], at },
            parameters,
            body
        };
    }
    private property(modifiers: Modifiers, type: TypeNode): PropertyNode {
        const { cursor } = this;
        const at = cursor.place;
        const name = cursor.name();
        cursor.need('{');
        let getter: AccessorNode | undefined;
        let setter: AccessorNode | undefined;
        while (!cursor.skip('}')) {
            const own = this.modifiers();
            const where = cursor.place;
            const isGetter = cursor.is('get');
            if (!isGetter && !cursor.is('set')) giveUp();
            cursor.index++;
            const body = cursor.skip(';') ? undefined : this.block();
            const node = { modifiers: own, body, at: where };
            if (isGetter) getter = node;
            else setter = node;
        }
        return { kind: 'property', at, modifiers, type, name, getter, setter };
    }
    private classNode(modifiers: Modifiers): ClassNode {
        const { cursor } = this;
        cursor.index++;
        const at = cursor.place;
        const name = cursor.name();
        const parent = cursor.skip('extends') ? [cursor.type()] : [];
        const interfaces = cursor.skip('implements') ? cursor.types() : [];
        cursor.need('{');
        const members: Member[] = [];
        while (!cursor.skip('}')) {
            if (cursor.skip(';')) continue;
            const where = cursor.place;
            const isStatic = cursor.is('static') && cursor.ahead(1) === '{';
            if (isStatic || cursor.is('{')) {
                if (isStatic) cursor.index++;
                members.push({ kind: 'initialiser', at: where, isStatic, body: this.block() });
            } else members.push(this.member(this.modifiers(), true));
        }
        return {
            kind: 'class',
            form: 'class',
            at,
            modifiers,
            name,
            extends: parent,
            implements: interfaces,
            constants: [],
            members,
            end: cursor.placeBefore
        };
    }
    private enumNode(modifiers: Modifiers): ClassNode {
        const { cursor } = this;
        cursor.index++;
        const at = cursor.place;
        const name = cursor.name();
        cursor.need('{');
        const constants: string[] = [];
        if (!cursor.is('}')) {
            do constants.push(cursor.name());
            while (cursor.skip(','));
        }
        cursor.need('}');
        return {
            kind: 'class',
            form: 'enum',
            at,
            modifiers,
            name,
            extends: [],
            implements: [],
            constants,
            members: [],
            end: cursor.placeBefore
        };
    }
    private interfaceNode(modifiers: Modifiers): ClassNode {
        const { cursor } = this;
        cursor.index++;
        const at = cursor.place;
        const name = cursor.name();
        const parents = cursor.skip('extends') ? cursor.types() : [];
        cursor.need('{');
        const members: Member[] = [];
        while (!cursor.skip('}')) {
            const own = this.modifiers();
            const type = cursor.skip('void') ? undefined : cursor.type();
            const where = cursor.place;
            const methodName = cursor.name();
            const parameters = this.parameters();
            cursor.need(';');
            members.push({
                kind: 'method',
                at: where,
                modifiers: { words: new Set([...own.words, 'abstract', 'public']), annotations: own.annotations },
                name: methodName,
                type: type ?? { name: 'void', arguments: [], at: where },
                parameters,
                body: undefined
            });
        }
        return {
            kind: 'class',
            form: 'interface',
            at,
            modifiers,
            name,
            extends: parents,
            implements: [],
            constants: [],
            members,
            end: cursor.placeBefore
        };
    }

    classUnit(): ClassNode {
        const { cursor } = this;
        const modifiers = this.modifiers();
        const node = cursor.is('class')
            ? this.classNode(modifiers)
            : cursor.is('enum')
              ? this.enumNode(modifiers)
              : cursor.is('interface')
                ? this.interfaceNode(modifiers)
                : giveUp();
        if (cursor.kind !== Kind.End) giveUp();
        return node;
    }
    triggerUnit(): TriggerNode {
        const { cursor } = this;
        const at = cursor.place;
        cursor.need('trigger');
        const name = cursor.name();
        cursor.need('on');
        const objectAt = cursor.place;
        const object = cursor.name();
        cursor.need('(');
        const events: string[] = [];
        do {
            const when = cursor.take().toLowerCase();
            const what = cursor.take().toLowerCase();
            if (!/^(?:before|after) (?:insert|update|delete|undelete)$/.test(`${when} ${what}`)) giveUp();
            events.push(`${when} ${what}`);
        } while (cursor.skip(','));
        cursor.need(')');
        cursor.need('{');
        const { members, statements } = this.loose('}');
        cursor.need('}');
        if (cursor.kind !== Kind.End) giveUp();
        return { kind: 'trigger', at, name, object, objectAt, events, members, statements, end: cursor.placeBefore };
    }
    anonymousUnit(): AnonymousNode {
        const { cursor } = this;
        const at = cursor.place;
        const { members, statements } = this.loose('');
        if (cursor.kind !== Kind.End) giveUp();
        return { kind: 'anonymous', at, members, statements, end: cursor.index === 0 ? at : cursor.placeBefore };
    }
    /** Members and statements side by side; variables are read as fields, and are local ones. */
    private loose(end: string): { members: Member[]; statements: Statement[] } {
        const { cursor } = this;
        const members: Member[] = [];
        const statements: Statement[] = [];
        while (cursor.kind !== Kind.End && !(end !== '' && cursor.is(end))) {
            const { index } = cursor;
            const modifiers = this.modifiers();
            if (!this.atDeclaration()) {
                cursor.index = index;
                statements.push(this.statement());
                continue;
            }
            const member = this.member(modifiers, false);
            if (member.kind === 'fields')
                statements.push({
                    kind: 'local',
                    at: member.at,
                    type: member.type,
                    isFinal: modifiers.words.has('final'),
                    declarators: member.declarators
                });
            else members.push(member);
        }
        return { members, statements };
    }
    private atDeclaration(): boolean {
        const { cursor } = this;
        if (['class', 'interface', 'enum', 'void'].includes(cursor.ahead(0)) && cursor.kindAhead(1) === Kind.Word)
            return true;
        const { index } = cursor;
        const type = cursor.typeIf();
        const found = type !== undefined && cursor.isNameAhead(0) && !cursor.is('instanceof');
        cursor.index = index;
        return found && !(cursor.is('switch') && cursor.ahead(1) === 'on');
    }
}
