package stores.s3;

import java.util.ArrayList;
import java.util.List;
import stores.PieceStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * Content of any length on its way to one key. Nothing is under the key before
 * {@link #finish}; what is small goes as it is, what is large in parts, whose sizes grow
 * so that the most that S3 takes of them (10,000) is enough for its largest object.
 */
final class Upload extends PieceStream {

	private static final int SMALLEST = 8 << 20;

	private static final int SAME_SIZE = 1000;

	private final S3Client client;

	private final String bucket;

	private final String key;

	private final List<CompletedPart> sent = new ArrayList<>();

	private String id;

	Upload(S3Client client, String bucket, String key) {
		super(SMALLEST);
		this.client = client;
		this.bucket = bucket;
		this.key = key;
	}

	@Override
	protected void send(byte[] content) {
		if (id == null) {
			id = client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
		}
		int number = sent.size() + 1;
		String tag = client
			.uploadPart(request -> request.bucket(bucket)
				.key(key)
				.uploadId(id)
				.partNumber(number)
				.contentMD5(Md5Utils.md5AsBase64(content)), RequestBody.fromBytes(content))
			.eTag();
		sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
		if (number % SAME_SIZE == 0) {
			grow();
		}
	}

	/** Puts everything under the key, in place of what was there. */
	void finish() {
		byte[] rest = rest();
		if (id == null) {
			client.putObject(request -> request.bucket(bucket).key(key).contentMD5(Md5Utils.md5AsBase64(rest)),
					RequestBody.fromBytes(rest));
			return;
		}
		if (rest.length > 0) {
			send(rest);
		}
		client.completeMultipartUpload(
				request -> request.bucket(bucket).key(key).uploadId(id).multipartUpload(parts -> parts.parts(sent)));
	}

	/** Removes what has been sent of it. */
	void abort() {
		if (id != null) {
			client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(id));
		}
	}

}
