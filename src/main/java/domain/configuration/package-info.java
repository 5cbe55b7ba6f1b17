/** Changing the configuration of a component. */
package domain.configuration;
