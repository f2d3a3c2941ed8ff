/**
 * Reads the signature texts of LibraryType members:
 *   'Integer length()'                                 instance method; the function gets (self)
 *   'static String join(Object iterable, String sep)'  static method; gets (iterable, sep)
 *   'T get(Integer index)'                             T is one of the type's typeParameters
 *   'new(String message)'                              constructor; gets (message), returns the instance
 *   'String body'                                      property, read; gets (self); 'static Integer MAX' gets ()
 *   'set String body'                                  property, written; gets (self, value); 'set static …' gets (value)
 * Overloads are separate keys. Types: `Integer`, `List<Account>`, `Map<K, V>`, `Schema.SObjectType`, `void`, `Object`, `SObject`.
 */
export interface TypeName {
    /** Dotted, as written. */
    readonly name: string;
    readonly arguments: readonly TypeName[];
}
export interface Signature {
    readonly kind: 'method' | 'constructor' | 'getter' | 'setter';
    readonly isStatic: boolean;
    /** Empty for constructors. */
    readonly name: string;
    /** Undefined for constructors. */
    readonly type: TypeName | undefined;
    readonly parameters: readonly { readonly type: TypeName; readonly name: string }[];
}

class Reader {
    private readonly tokens: readonly string[];
    private position = 0;
    private readonly text: string;
    constructor(text: string) {
        this.text = text;
        this.tokens = text.match(/[A-Za-z_][A-Za-z0-9_]*|[<>,.()[\]]|\S/g) ?? [];
    }
    peek(offset = 0): string | undefined {
        return this.tokens[this.position + offset];
    }
    accept(token: string): boolean {
        if (this.peek() !== token) return false;
        this.position++;
        return true;
    }
    expect(token: string): void {
        if (!this.accept(token)) this.fail(`'${token}' expected`);
    }
    word(): string {
        const token = this.tokens[this.position++];
        if (token === undefined || !/^[A-Za-z_]/.test(token)) return this.fail('a name expected');
        return token;
    }
    end(): void {
        if (this.position < this.tokens.length) this.fail('nothing more expected');
    }
    fail(why: string): never {
        throw new Error(`library signature '${this.text}': ${why} at word ${this.position + 1}`);
    }
    type(): TypeName {
        let name = this.word();
        while (this.accept('.')) name += `.${this.word()}`;
        const parts: TypeName[] = [];
        if (this.accept('<')) {
            do parts.push(this.type());
            while (this.accept(','));
            this.expect('>');
        }
        let result: TypeName = { name, arguments: parts };
        while (this.accept('[')) {
            this.expect(']');
            result = { name: 'List', arguments: [result] };
        }
        return result;
    }
    parameters(): Signature['parameters'] {
        const result: { type: TypeName; name: string }[] = [];
        this.expect('(');
        if (this.accept(')')) return result;
        do result.push({ type: this.type(), name: this.word() });
        while (this.accept(','));
        this.expect(')');
        return result;
    }
}

/**
 * Parses one member signature.
 * @throws Error naming the signature and what is wrong with it: a fault of the library, met at start and in tests
 */
export const parseSignature = (text: string): Signature => {
    const reader = new Reader(text);
    if (reader.peek() === 'new' && reader.peek(1) === '(') {
        reader.word();
        const parameters = reader.parameters();
        reader.end();
        return { kind: 'constructor', isStatic: true, name: '', type: undefined, parameters };
    }
    const isSetter =
        reader.peek() === 'set' &&
        reader.peek(1) !== '(' &&
        reader.peek(2) !== '(' &&
        reader.peek(2) !== undefined &&
        reader.accept('set');
    const isStatic = reader.accept('static');
    const type = reader.type();
    const name = reader.word();
    if (reader.peek() === '(') {
        const parameters = reader.parameters();
        reader.end();
        return { kind: 'method', isStatic, name, type, parameters };
    }
    reader.end();
    return { kind: isSetter ? 'setter' : 'getter', isStatic, name, type, parameters: [] };
};

/** Parses a type as Apex writes it. @throws Error */
export const parseTypeName = (text: string): TypeName => {
    const reader = new Reader(text);
    const type = reader.type();
    reader.end();
    return type;
};

/** `Map<Id, List<Account>>` with the platform's spacing: `Map<Id,List<Account>>`. */
export const typeNameText = (type: TypeName): string =>
    type.arguments.length === 0 ? type.name : `${type.name}<${type.arguments.map(typeNameText).join(',')}>`;
