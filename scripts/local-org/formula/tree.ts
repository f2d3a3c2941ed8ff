/** The tree of a formula. `at` is the offset in the text. */
export type Operator = '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '>' | '<=' | '>=' | '&&' | '||';
export type Node =
    | { readonly kind: 'number'; readonly text: string; readonly at: number }
    | { readonly kind: 'text'; readonly value: string; readonly at: number }
    | { readonly kind: 'boolean'; readonly value: boolean; readonly at: number }
    | { readonly kind: 'null'; readonly at: number }
    | { readonly kind: 'name'; readonly path: readonly string[]; readonly at: number }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[]; readonly at: number }
    | { readonly kind: 'unary'; readonly operator: '-' | '+' | '!'; readonly operand: Node; readonly at: number }
    | {
          readonly kind: 'binary';
          readonly operator: Operator;
          readonly left: Node;
          readonly right: Node;
          readonly at: number;
      };

/** A formula that does not compile; the message is the platform's where known. */
export class FormulaProblem extends Error {}

/** Stops an evaluation as a division by zero does: the field shows `#Error!`, which is null to the API. */
export class FormulaFault extends Error {}
