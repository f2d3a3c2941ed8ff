import { LightningElement, api } from 'lwc';
import type { Problem } from 'org/live';

/** What could not be built after a change: file, line and column, over the page until it is right or put aside. */
export default class Problems extends LightningElement {
    @api problems: readonly Problem[] = [];
    get any(): boolean {
        return this.problems.length > 0;
    }
    get shown(): object[] {
        return this.problems.map((problem, key) => ({
            key,
            where: `${problem.file}:${problem.line}:${problem.column}`,
            message: problem.message
        }));
    }
    handleDismiss(): void {
        this.dispatchEvent(new CustomEvent('dismiss'));
    }
}
