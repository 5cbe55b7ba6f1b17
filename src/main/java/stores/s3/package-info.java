/** Backups in buckets of Amazon S3 and of services that speak as it does. */
package stores.s3;
