package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A place that backups are kept in.
 *
 * @param name name used by the stores that are backed up
 * @param kind what it is
 * @param folder absolute path of the folder; on S3 the prefix of the keys
 * @param target name of the target whose host it is on (ssh)
 * @param bucket name of the bucket (s3)
 * @param endpoint address of the service when it is not Amazon's (s3)
 * @param region region of the bucket (s3)
 * @param accessKey reference of the access key (s3)
 * @param secretKey reference of the secret key (s3)
 * @param encryptionKey reference of the key that backups are encrypted with before they
 * leave the worker: 32 random bytes in Base64, as {@code openssl rand -base64 32} prints;
 * absent: they are not. Without the key they are lost: keep it elsewhere, too
 */
public record Destination(@Required String name, @Required Kind kind, String folder, String target, String bucket,
		String endpoint, String region, String accessKey, String secretKey, String encryptionKey) {

	/** A folder that every worker sees. */
	public static Destination folder(String name, String folder) {
		return new Destination(name, Kind.FOLDER, folder, null, null, null, null, null, null, null);
	}

	/** The kinds of places. */
	public enum Kind {

		@JsonProperty("folder")
		FOLDER, @JsonProperty("ssh")
		SSH, @JsonProperty("s3")
		S3

	}

}
