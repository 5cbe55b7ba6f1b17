/** cert-manager's objects, group {@code cert-manager.io/v1}. */
package targets.kubernetes.certmanager;
