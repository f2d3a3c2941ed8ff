import { LightningElement, api } from 'lwc';
import { markerViews, type MarkerView } from './markers';

/**
 * `lightning-map` as a list of its places: addresses are never sent to a map service, and no map is drawn. Choosing a place works as on the
 * platform. Source: Lightning Component Library, lightning-map.
 */
export default class MapList extends LightningElement {
    @api mapMarkers?: unknown;
    @api markersTitle?: string;
    @api center?: object;
    @api zoomLevel?: number | string;
    @api showFooter?: boolean;
    @api listView?: string;
    @api options?: object;
    @api get selectedMarkerValue(): string | undefined {
        return this._selected;
    }
    set selectedMarkerValue(value: string | undefined) {
        this._selected = value;
    }

    private _selected?: string;

    get heading(): string {
        return this.markersTitle ?? `Markers (${markerViews(this.mapMarkers).length})`;
    }
    get markers(): (MarkerView & { selected: string; className: string })[] {
        return markerViews(this.mapMarkers).map((marker) => {
            const isSelected = marker.key === this._selected;
            return { ...marker, selected: String(isSelected), className: isSelected ? 'marker is-selected' : 'marker' };
        });
    }

    handleChoose(event: Event): void {
        this._selected = (event.currentTarget as HTMLElement).dataset.key;
        this.dispatchEvent(new CustomEvent('markerselect', { detail: { selectedMarkerValue: this._selected } }));
    }
}
