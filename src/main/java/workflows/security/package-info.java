/** Certificates and secrets are renewed before anybody must. */
package workflows.security;
