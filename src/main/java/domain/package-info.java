/**
 * The words of Holdfast as records, enums and sealed results: no Spring, no Temporal, no
 * Kubernetes.
 */
package domain;
