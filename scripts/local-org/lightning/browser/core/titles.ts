/** What the shell shows as the page's title, and tells whoever cannot see it change. */
export const pageTitle = (title: string): CustomEvent<{ title: string }> =>
    new CustomEvent('pagetitle', { detail: { title }, bubbles: true, composed: true });
