/** Tidy trees of nodes that differ in size (van der Ploeg's algorithm in linear time), from d3-flextree. */
import { flextree } from './flextree';

export interface TreeNode<Data> {
    data: Data;
    /** Room the node needs, with what must stay free below it. */
    width: number;
    height: number;
    children: TreeNode<Data>[];
}
export interface PlacedNode<Data> {
    data: Data;
    /** Left edge. */
    x: number;
    y: number;
}

/**
 * Places a tree downwards: no node touches another, children keep their order, a parent stands above the middle of its children.
 * @param root the tree
 * @param gap free space between neighbours
 * @returns each node with its left top corner, shifted so that the leftmost edge is 0
 */
export const placeTree = <Data>(root: TreeNode<Data>, gap: number): PlacedNode<Data>[] => {
    const layout = flextree<TreeNode<Data>>({
        children: ({ children }) => children,
        nodeSize: ({ data }) => [data.width, data.height],
        spacing: () => gap
    });
    const placed: PlacedNode<Data>[] = [];
    const waiting = [layout(layout.hierarchy(root))];
    let left = Infinity;
    for (let node = waiting.pop(); node; node = waiting.pop()) {
        const x = node.x - node.data.width / 2;
        left = Math.min(left, x);
        placed.push({ data: node.data.data, x, y: node.y });
        waiting.push(...[...(node.children ?? [])].reverse());
    }
    return placed.map((one) => ({ ...one, x: one.x - left }));
};
