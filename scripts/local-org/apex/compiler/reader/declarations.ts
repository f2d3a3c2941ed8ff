/** Classes, triggers and anonymous blocks. */
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

const EVENTS: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'undelete']);

export class DeclarationReader extends StatementReader {
    private parameters(): ParameterNode[] {
        const { cursor } = this;
        cursor.need('(');
        const found: ParameterNode[] = [];
        if (cursor.skip(')')) return found;
        do {
            const { words } = this.modifiers();
            const type = cursor.type();
            const at = cursor.place;
            found.push({ type, name: cursor.name(), at, isFinal: words.has('final') });
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
        if (!cursor.isNameAhead(0)) cursor.fail();
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
            if (!isGetter && !cursor.is('set')) cursor.fail();
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
                modifiers: { ...own, words: new Set([...own.words, 'abstract', 'public']), written: own.words },
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
                : cursor.fail();
        cursor.needEnd();
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
            if (!cursor.is('before') && !cursor.is('after')) cursor.fail();
            const when = cursor.take().toLowerCase();
            if (!EVENTS.has(cursor.ahead(0))) cursor.fail();
            events.push(`${when} ${cursor.take().toLowerCase()}`);
        } while (cursor.skip(','));
        cursor.need(')');
        cursor.need('{');
        const { members, statements } = this.loose('}');
        cursor.need('}');
        cursor.needEnd();
        return { kind: 'trigger', at, name, object, objectAt, events, members, statements, end: cursor.placeBefore };
    }
    anonymousUnit(): AnonymousNode {
        const { cursor } = this;
        const at = cursor.place;
        const { members, statements } = this.loose('');
        cursor.needEnd();
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
                    modifiers,
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
