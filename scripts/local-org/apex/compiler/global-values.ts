/** Values that are named from anywhere: pages and labels. */
import type { FieldExpression } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { literal } from './mangle.ts';
import { siteLabel } from './siteLabels.ts';
import { fault } from './typed.ts';

/** `Page.Edit`: its address. Whether there is such a page, only the platform knows: the local org has no Visualforce. */
export const pageNamed = (context: FunctionContext, node: FieldExpression): Typed => {
    const make = context.unit.link('lib:System.PageReference|new(String url)');
    return {
        type: context.table.builtin('System.PageReference'),
        js: `${make}(${literal(`/apex/${node.name.toLowerCase()}`)})`,
        nonNull: true
    };
};

/** `Label.Site.login`: of every org. @throws CompileFault where there is no such label */
export const siteLabelNamed = (context: FunctionContext, node: FieldExpression): Typed => {
    const text = siteLabel(node.name) ?? fault(`Variable does not exist: ${node.name}`, node.at);
    return { type: context.table.string, js: literal(text), nonNull: true, simple: true };
};
/** `Label.Greeting`: its text, as it was when this was compiled. @throws CompileFault where there is no such label */
export const labelNamed = (context: FunctionContext, node: FieldExpression): Typed => {
    const { labels } = context.unit.model;
    context.unit.labels.add(node.name.toLowerCase());
    const label =
        labels.get(node.name) ??
        [...labels.values()].find(({ name }) => name.toLowerCase() === node.name.toLowerCase());
    if (!label) return fault(`Variable does not exist: ${node.name}`, node.at);
    return { type: context.table.string, js: literal(label.value), nonNull: true, simple: true };
};
