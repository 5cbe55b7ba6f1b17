package stores.s3;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * Content of any length on its way to one key. Nothing is under the key before
 * {@link #finish}; what is small goes as it is, what is large in parts, whose sizes grow
 * so that the most that S3 takes of them (10,000) is enough for its largest object.
 */
final class Upload extends OutputStream {

	private static final int SMALLEST = 8 << 20;

	private static final int SAME_SIZE = 1000;

	private final S3Client client;

	private final String bucket;

	private final String key;

	private final List<CompletedPart> sent = new ArrayList<>();

	private byte[] piece = new byte[SMALLEST];

	private int length;

	private String id;

	Upload(S3Client client, String bucket, String key) {
		this.client = client;
		this.bucket = bucket;
		this.key = key;
	}

	@Override
	public void write(int single) {
		write(new byte[] { (byte) single }, 0, 1);
	}

	@Override
	public void write(byte[] content, int offset, int count) {
		int from = offset;
		int left = count;
		while (left > 0) {
			if (length == piece.length) {
				send();
			}
			int taken = Math.min(left, piece.length - length);
			System.arraycopy(content, from, piece, length, taken);
			length += taken;
			from += taken;
			left -= taken;
		}
	}

	private void send() {
		if (id == null) {
			id = client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
		}
		byte[] content = Arrays.copyOf(piece, length);
		int number = sent.size() + 1;
		String tag = client
			.uploadPart(request -> request.bucket(bucket)
				.key(key)
				.uploadId(id)
				.partNumber(number)
				.contentMD5(Md5Utils.md5AsBase64(content)), RequestBody.fromBytes(content))
			.eTag();
		sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
		length = 0;
		if (number % SAME_SIZE == 0) {
			piece = new byte[piece.length * 2];
		}
	}

	/** Puts everything under the key, in place of what was there. */
	void finish() {
		if (id == null) {
			byte[] content = Arrays.copyOf(piece, length);
			client.putObject(request -> request.bucket(bucket).key(key).contentMD5(Md5Utils.md5AsBase64(content)),
					RequestBody.fromBytes(content));
			return;
		}
		if (length > 0) {
			send();
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
