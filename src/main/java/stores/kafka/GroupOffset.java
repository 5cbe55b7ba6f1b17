package stores.kafka;

/**
 * How far a group has read a partition.
 *
 * @param group the consumer group
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset that the group has committed: of the next message it reads
 * @param timestamp time of the message there, milliseconds; of the message before it when
 * there was none yet; of the backup when the log held neither
 * @param next whether the timestamp is that of the next message
 * @param metadata what the group has written beside its offset
 */
record GroupOffset(String group, String topic, int partition, long offset, long timestamp, boolean next,
		String metadata) {

}
