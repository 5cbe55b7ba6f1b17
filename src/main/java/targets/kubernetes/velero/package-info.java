/**
 * Velero, driven through its API objects. What its phases and fields mean is in its API
 * types (pkg/apis/velero/v1 of version 1.18); what it promises is less than it seems: a
 * phase says that Velero is done, never that the data is there.
 */
package targets.kubernetes.velero;
