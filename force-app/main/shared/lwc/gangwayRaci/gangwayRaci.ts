import { LightningElement, api } from 'lwc';
import accountable from '@salesforce/label/c.Gangway_Raci_Accountable';
import consulted from '@salesforce/label/c.Gangway_Raci_Consulted';
import informed from '@salesforce/label/c.Gangway_Raci_Informed';
import responsible from '@salesforce/label/c.Gangway_Raci_Responsible';

interface Row {
    label: string;
    teams: string;
}

/** Which team answers for an item, which do it, are asked, are told. Parts nobody plays are left out. */
export default class GangwayRaci extends LightningElement {
    @api raci?: Gangway.Raci;

    get rows(): Row[] {
        const { raci } = this;
        if (!raci) return [];
        return [
            { label: accountable, teams: raci.accountable ?? '' },
            { label: responsible, teams: raci.responsible.join(', ') },
            { label: consulted, teams: raci.consulted.join(', ') },
            { label: informed, teams: raci.informed.join(', ') }
        ].filter(({ teams }) => teams !== '');
    }
}
