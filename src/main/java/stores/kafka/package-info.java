/** Kafka as a store that is backed up and brought back: the offsets of its groups. */
package stores.kafka;
