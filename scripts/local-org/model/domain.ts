/** My Domain name of the local org: addresses are built with it, which lead nowhere. */
export const MY_DOMAIN = 'local-org';
