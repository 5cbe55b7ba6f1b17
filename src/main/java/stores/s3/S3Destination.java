package stores.s3;

import domain.backup.Part;
import domain.backup.Source;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import stores.BackupDestination;
import stores.Checksums;
import stores.Progress;
import stores.Sink;

/**
 * A bucket, or what is under a prefix of it. An object is there whole or not at all, so
 * that no temporary name is needed; parts of uploads that were interrupted are no
 * objects.
 */
@Component
class S3Destination implements BackupDestination {

	private final S3Clients clients;

	S3Destination(S3Clients clients) {
		this.clients = clients;
	}

	@Override
	public Destination.Kind kind() {
		return Destination.Kind.S3;
	}

	@Override
	public Optional<String> missing(Source source) {
		Destination destination = source.destination();
		return missing(destination, "bucket", destination.bucket())
			.or(() -> missing(destination, "accessKey", destination.accessKey()))
			.or(() -> missing(destination, "secretKey", destination.secretKey()));
	}

	private static Optional<String> missing(Destination destination, String field, String value) {
		return value == null || value.isBlank()
				? Optional.of("'" + field + "' of destination '" + destination.name() + "'") : Optional.empty();
	}

	@Override
	public Part write(Source source, String name, Sink.Content content, Progress progress) {
		return asking(source, name, () -> {
			Upload upload = new Upload(client(source), bucket(source), key(source, name));
			boolean finished = false;
			try {
				Checksums.Counted counted = Checksums.counting(upload, name, content, progress);
				upload.finish();
				requireSize(source, name, counted.bytes());
				finished = true;
				return new Part(name, counted.bytes(), counted.sha256());
			}
			catch (IOException failure) {
				throw new TransientFailure(
						Said.of("backup file %s cannot be written: %s",
								"o arquivo de backup %s não pode ser gravado: %s", place(source, name), failure),
						failure);
			}
			finally {
				if (!finished) {
					upload.abort();
				}
			}
		});
	}

	/** Read back: a service's word that it has everything is not enough. */
	private void requireSize(Source source, String name, long bytes) {
		long there = client(source).headObject(request -> request.bucket(bucket(source)).key(key(source, name)))
			.contentLength();
		if (there != bytes) {
			throw new TransientFailure(Said.of("%s has %d bytes after %d were written to it",
					"%s tem %d bytes depois de %d gravados nele", place(source, name), there, bytes), null);
		}
	}

	@Override
	public InputStream read(Source source, String name) throws IOException {
		try {
			return client(source).getObject(request -> request.bucket(bucket(source)).key(key(source, name)));
		}
		catch (SdkException failure) {
			if (S3Failures.absent(failure)) {
				throw new NoSuchFileException(place(source, name));
			}
			throw S3Failures.of(place(source, name), failure);
		}
	}

	@Override
	public List<Part> list(Source source) {
		String prefix = prefix(source);
		return asking(source, "",
				() -> client(source)
					.listObjectsV2Paginator(request -> request.bucket(bucket(source)).prefix(prefix).delimiter("/"))
					.contents()
					.stream()
					.filter(object -> object.key().length() > prefix.length())
					.map(object -> new Part(object.key().substring(prefix.length()), object.size(), null))
					.toList());
	}

	@Override
	public void delete(Source source, String name) {
		asking(source, name,
				() -> client(source).deleteObject(request -> request.bucket(bucket(source)).key(key(source, name))));
	}

	@Override
	public void clean(Source source, String id) {
		asking(source, id, () -> {
			client(source)
				.listMultipartUploadsPaginator(request -> request.bucket(bucket(source)).prefix(key(source, id + ".")))
				.uploads()
				.forEach(upload -> client(source).abortMultipartUpload(
						request -> request.bucket(bucket(source)).key(upload.key()).uploadId(upload.uploadId())));
			return Stream.empty();
		});
	}

	private <T> T asking(Source source, String name, Supplier<T> question) {
		try {
			return question.get();
		}
		catch (SdkException failure) {
			throw S3Failures.of(place(source, name), failure);
		}
	}

	@Override
	public String place(Source source, String name) {
		return "s3://" + bucket(source) + "/" + key(source, name);
	}

	private S3Client client(Source source) {
		return clients.client(source.destination());
	}

	private static String bucket(Source source) {
		return source.destination().bucket();
	}

	private static String key(Source source, String name) {
		return prefix(source) + name;
	}

	private static String prefix(Source source) {
		String folder = source.destination().folder();
		return folder == null || folder.isBlank() ? "" : folder.replaceAll("^/+|/+$", "") + "/";
	}

}
