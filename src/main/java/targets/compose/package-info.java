/** Docker Compose projects on hosts that are reached by SSH. */
package targets.compose;
