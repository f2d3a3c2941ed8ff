/** Asserted by tests: where a component asked to go. */
export const mockNavigate = jest.fn<undefined, [unknown, unknown]>();
export const mockGenerateUrl = jest.fn((_page: unknown) => Promise.resolve('https://example.com/record'));

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

// A mixin's base takes any arguments: TypeScript asks for exactly this shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Constructor = new (...parameters: any[]) => object;

export const NavigationMixin = Object.assign(
    <Base extends Constructor>(Base: Base) =>
        class extends Base {
            [Navigate](page: unknown, replace: unknown): void {
                mockNavigate(page, replace);
            }
            [GenerateUrl](page: unknown): Promise<string> {
                return mockGenerateUrl(page);
            }
        },
    { Navigate, GenerateUrl }
);
