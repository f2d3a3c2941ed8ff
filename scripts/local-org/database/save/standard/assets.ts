import { Decimal } from '../../../model/index.ts';
import type { Derive } from './index.ts';
import { decimalOf, recordOf } from './lookups.ts';

/** Where an asset stands below others. Source: Object Reference, "Asset", AssetLevel (1 at the top) and RootAssetId. */
export const deriveAsset: Derive = (work, record) => {
    const parent = recordOf(work, 'Asset', record.get('ParentId'));
    const level = decimalOf(parent?.get('AssetLevel')) ?? Decimal.of(1);
    record.set('AssetLevel', parent ? level.toNumber() + 1 : 1);
    record.set(
        'RootAssetId',
        parent ? (parent.get('RootAssetId') ?? parent.id ?? null) : (record.get('RootAssetId') ?? null)
    );
};
