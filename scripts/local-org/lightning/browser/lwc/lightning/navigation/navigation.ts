/** `lightning/navigation`. */
import { router, urlOf, type PageReferenceInput } from 'org/router';

export { CurrentPageReference } from 'org/router';

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript asks for exactly this of a mixin's base
type Constructor = new (...parameters: any[]) => object;

/** Gives a component `this[NavigationMixin.Navigate](page, replace)` and `this[NavigationMixin.GenerateUrl](page)`. */
export const NavigationMixin = Object.assign(
    <Base extends Constructor>(base: Base) =>
        class extends base {
            [Navigate](page: PageReferenceInput, replace = false): void {
                router.go(page, replace);
            }
            [GenerateUrl](page: PageReferenceInput): Promise<string> {
                return Promise.resolve().then(() => urlOf(page));
            }
        },
    { Navigate, GenerateUrl } as const
);

/** Functions of the same names, for code that is no component. */
export const navigate = (_context: unknown, page: PageReferenceInput, options?: { replace?: boolean }): void =>
    router.go(page, options?.replace ?? false);
export const generateUrl = (_context: unknown, page: PageReferenceInput): string => urlOf(page);
