/** Kafka, by its own client. */
package probes.kafka;
