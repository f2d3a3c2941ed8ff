import { LightningElement, api } from 'lwc';
import type { RecordPageView } from '../../../../../api/page/types';
import { urlOf } from 'org/router';

/** Ways to all related lists of a record (`force:relatedListQuickLinksContainer`). */
export default class RelatedLinks extends LightningElement {
    @api view?: RecordPageView;
    get links(): object[] {
        const { object, recordId, relatedLists } = this.view!;
        return relatedLists.map(({ relation, label }) => ({
            key: relation,
            label,
            url: urlOf({
                type: 'standard__recordRelationshipPage',
                attributes: { objectApiName: object, recordId, relationshipApiName: relation }
            })
        }));
    }
}
