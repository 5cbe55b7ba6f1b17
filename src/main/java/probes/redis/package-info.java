/** Redis, by Lettuce. */
package probes.redis;
