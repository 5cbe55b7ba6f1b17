/** Kubernetes clusters, with Gateway API and Istio routes. */
package targets.kubernetes;
