/** Texts in source code, as readers of a list may see them: literals as they are, what is put into them by its name. */
import ts from 'typescript';

/** A piece of a text: words, a parameter of an enclosing function (its callers say what it is), or something known at run time only. */
export type Piece = string | { readonly parameter: ts.ParameterDeclaration; readonly name: string };
export type Text = readonly Piece[];

/** `field.object` → ‹field object›, `MOST_TABLES` → ‹most tables›, `nameOf(x)` → ‹name of›. */
const placeholder = (node: ts.Node): string => {
    const named = ts.isCallExpression(node) ? node.expression : node;
    const words = named
        .getText()
        .replace(/^this\./, '')
        .split(/[^\w]+/)
        .map((word) => word.replace(/^get(?=[A-Z])/, ''))
        .filter((word) => word !== '' && word !== 'context' && !/^\d+$/.test(word))
        .slice(-2)
        .join(' ')
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase();
    return `‹${words === '' ? '…' : words}›`;
};

/** The value of a constant of the same file that is a number or a text. */
const constantOf = (name: string, file: ts.SourceFile): string | undefined => {
    for (const statement of file.statements) {
        if (!ts.isVariableStatement(statement)) continue;
        for (const { name: declared, initializer } of statement.declarationList.declarations)
            if (ts.isIdentifier(declared) && declared.text === name && initializer)
                if (ts.isNumericLiteral(initializer) || ts.isStringLiteralLike(initializer)) return initializer.text;
    }
    return undefined;
};

/** The parameter that an identifier names, of whichever enclosing function has it. */
const parameterNamed = (identifier: ts.Identifier): ts.ParameterDeclaration | undefined => {
    for (let at: ts.Node = identifier; at.parent; at = at.parent) {
        if (!ts.isFunctionLike(at)) continue;
        const found = at.parameters.find(({ name }) => ts.isIdentifier(name) && name.text === identifier.text);
        if (found) return found;
    }
    return undefined;
};

const pieceOf = (node: ts.Expression): Piece => {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (!ts.isIdentifier(node)) return placeholder(node);
    const constant = constantOf(node.text, node.getSourceFile());
    if (constant !== undefined) return constant;
    const parameter = parameterNamed(node);
    return parameter ? { parameter, name: placeholder(node) } : placeholder(node);
};

/** What an expression can say: one text a branch of a condition; undefined where it is no text at all. */
export const textsOf = (node: ts.Expression): readonly Text[] | undefined => {
    if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
    if (ts.isStringLiteralLike(node)) return [[node.text]];
    if (ts.isTemplateExpression(node)) {
        return [
            [
                node.head.text,
                ...node.templateSpans.flatMap(({ expression, literal }) => [pieceOf(expression), literal.text])
            ]
        ];
    }
    if (ts.isConditionalExpression(node))
        return [...(textsOf(node.whenTrue) ?? []), ...(textsOf(node.whenFalse) ?? [])];
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
        const [left, right] = [textsOf(node.left), textsOf(node.right)];
        return left?.flatMap((start) => (right ?? [[placeholder(node.right)]]).map((end) => [...start, ...end]));
    }
    if (ts.isIdentifier(node)) return [[pieceOf(node)]];
    return undefined;
};
