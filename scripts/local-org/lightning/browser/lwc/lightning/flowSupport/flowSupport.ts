/**
 * `lightning/flowSupport`: what a component on a flow's screen tells its flow. The local org runs no flows; such a component can be used
 * elsewhere on a page, where nobody hears these events, as on the platform. Source: LWC guide, "Configure a Component for Flow Screens".
 */
const event = (name: string): new (attribute?: string, value?: unknown) => CustomEvent =>
    class extends CustomEvent<object> {
        constructor(attributeName?: string, newValue?: unknown) {
            super(`lightning__flow${name}`, {
                bubbles: true,
                cancelable: true,
                composed: true,
                detail: attributeName === undefined ? {} : { attributeName, newValue }
            });
        }
    };

export const FlowAttributeChangeEvent = event('attributechange');
export const FlowNavigationBackEvent = event('navigationback');
export const FlowNavigationFinishEvent = event('navigationfinish');
export const FlowNavigationNextEvent = event('navigationnext');
export const FlowNavigationPauseEvent = event('navigationpause');
