/** The part of d3-flextree that is used here: https://github.com/klortho/d3-flextree */
export interface FlexNode<Data> {
    readonly data: Data;
    readonly children: FlexNode<Data>[] | null;
    /** Centre of the top edge. */
    readonly x: number;
    readonly y: number;
}
export interface FlexTree<Data> {
    (tree: FlexNode<Data>): FlexNode<Data>;
    hierarchy(data: Data): FlexNode<Data>;
}
export function flextree<Data>(options: {
    children: (data: Data) => readonly Data[];
    nodeSize: (node: FlexNode<Data>) => [width: number, height: number];
    spacing: (left: FlexNode<Data>, right: FlexNode<Data>) => number;
}): FlexTree<Data>;
