/** One measured figure and what it is to be held against. */
export interface Figure {
    readonly what: string;
    readonly measured: string;
    readonly goal: string;
}

/** Prints figures as a table. */
export const printFigures = (figures: readonly Figure[]): void => {
    const columns = [
        ['what', ...figures.map(({ what }) => what)],
        ['measured', ...figures.map(({ measured }) => measured)],
        ['goal', ...figures.map(({ goal }) => goal)]
    ] as const;
    const widths = columns.map((cells) => Math.max(...cells.map((cell) => cell.length)));
    for (let row = 0; row <= figures.length; row++)
        console.log(columns.map((cells, index) => (cells[row] ?? '').padEnd(widths[index] ?? 0)).join('   '));
};

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
