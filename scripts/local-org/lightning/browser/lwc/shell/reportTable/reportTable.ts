import { LightningElement, api } from 'lwc';
import { reportLines, type ReportLines } from 'org/reportLines';
import type { ReportAnswer } from 'org/reportTypes';

/** The lines of a report that was run. */
export default class ReportTable extends LightningElement {
    @api answer?: ReportAnswer;

    get lines(): ReportLines {
        return this.answer ? reportLines(this.answer) : { heads: [], lines: [] };
    }
    get label(): string {
        return this.answer?.reportMetadata.name ?? '';
    }
    get hasHeads(): boolean {
        return this.lines.heads.length > 0;
    }
}
