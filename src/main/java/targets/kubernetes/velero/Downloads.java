package targets.kubernetes.velero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * What Velero keeps about backups and restores beside their objects. It is asked for by a
 * DownloadRequest, which Velero answers with an address for ten minutes, or never: when
 * the file's backup or its storage location is not there, nothing says so.
 */
final class Downloads {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.connectTimeout(Duration.ofSeconds(10))
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	private static final Duration REQUEST = Duration.ofMinutes(2);

	private static final int CHUNK = 1 << 16;

	private final VeleroApi api;

	private final Pace pace;

	private final Runnable alive;

	/**
	 * @param alive called at least every few seconds
	 */
	Downloads(VeleroApi api, Pace pace, Runnable alive) {
		this.api = api;
		this.pace = pace;
		this.alive = alive;
	}

	/** A file of JSON; missing where Velero has written none. */
	JsonNode json(String kind, String name) {
		return fetch(kind, name, (stream) -> MAPPER.readTree(new GZIPInputStream(stream)), MAPPER.missingNode());
	}

	/**
	 * Reads a backup's archive to its end: its own checksums are those of gzip.
	 * @throws PermanentFailure kind {@code NOT_VERIFIED} when it is not there, cut off or
	 * altered
	 */
	Archive archive(String backup) {
		Archive read = fetch("BackupContents", backup, this::read, null);
		if (read == null) {
			throw damaged(backup, Said.of("it is not there", "não está lá"), null);
		}
		return read;
	}

	private Archive read(InputStream stream) throws IOException {
		MessageDigest digest = sha256();
		Counting counting = new Counting(new DigestInputStream(stream, digest));
		try (GZIPInputStream content = new GZIPInputStream(counting, CHUNK)) {
			byte[] chunk = new byte[CHUNK];
			long held = 0;
			for (int length = content.read(chunk); length >= 0; length = content.read(chunk)) {
				held += length;
				this.alive.run();
			}
			return new Archive(counting.bytes, held, HexFormat.of().formatHex(digest.digest()));
		}
	}

	private <T> T fetch(String kind, String name, Reader<T> reader, T absent) {
		String address = address(kind, name);
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(REQUEST).build();
			HttpResponse<InputStream> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
			try (InputStream body = response.body()) {
				return switch (response.statusCode()) {
					case 200 -> reader.read(body);
					case 404 -> absent;
					default -> throw new TransientFailure(Said.of(
							"The object store answered %d when %s of %s was fetched from %s. Check that its address can be used from here (publicUrl of the storage location).",
							"o armazenamento de objetos respondeu %d quando %s de %s foi buscado em %s. Confira se o endereço pode ser usado daqui (publicUrl do local).",
							response.statusCode(), kind, name, place(address)), null);
				};
			}
		}
		catch (java.util.zip.ZipException | java.io.EOFException | com.fasterxml.jackson.core.JacksonException ex) {
			throw damaged(name, Said.of("%s cannot be read: %s", "%s não pode ser lido: %s", kind, ex.getMessage()),
					ex);
		}
		catch (IOException ex) {
			throw new TransientFailure(Said.of(
					"%s of %s could not be fetched from %s: %s. Check that the object store's address can be reached from here (publicUrl of the storage location).",
					"%s de %s não pôde ser buscado em %s: %s. Confira se o endereço do armazenamento de objetos é alcançável daqui (publicUrl do local).",
					kind, name, place(address), ex), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("Interrupted while " + kind + " of " + name + " was fetched", ex);
		}
	}

	/** Without its query, which is a credential. */
	private static String place(String address) {
		return address.replaceAll("\\?.*", "");
	}

	private static PermanentFailure damaged(String name, Said what, Exception cause) {
		return new PermanentFailure(FailureKind.NOT_VERIFIED,
				Said.of("backup %s is not usable: %s in the object store. Take another one.",
						"o backup %s não serve: %s no armazenamento de objetos. Use outro.", name, what),
				cause);
	}

	private String address(String kind, String name) {
		String request = Names.of(kind + "-" + UUID.randomUUID());
		this.api.downloads()
			.create(this.api.object("DownloadRequest", request, Map.of("app.kubernetes.io/managed-by", "holdfast"),
					Map.of("target", Map.of("kind", kind, "name", name))), false);
		try {
			return await(request, kind, name);
		}
		finally {
			this.api.downloads().delete(request);
		}
	}

	private String await(String request, String kind, String name) {
		long deadline = System.nanoTime() + this.pace.answer().toNanos();
		for (int looks = 0; System.nanoTime() < deadline; looks++) {
			this.alive.run();
			String address = this.api.downloads().find(request).map(Downloads::url).orElse("");
			if (!address.isEmpty()) {
				return address;
			}
			this.pace.pause(looks);
		}
		throw new TransientFailure(Said.of(
				"Velero gave no address for %s of %s within %s. It never does when the backup, its storage location or its credentials are gone; its server's log says which.",
				"o Velero não deu endereço para %s de %s em %s. Nunca dá quando o backup, o local ou as credenciais sumiram; o log do servidor diz qual.",
				kind, name, this.pace.answer()), null);
	}

	private static String url(GenericKubernetesResource request) {
		return MAPPER.valueToTree(request.getAdditionalProperties()).path("status").path("downloadURL").asText();
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java has SHA-256", impossible);
		}
	}

	/**
	 * A backup's archive, read whole.
	 *
	 * @param bytes its size
	 * @param held what it holds, unpacked
	 * @param sha256 its checksum, hexadecimal
	 */
	record Archive(long bytes, long held, String sha256) {

	}

	private interface Reader<T> {

		T read(InputStream stream) throws IOException;

	}

	private static final class Counting extends java.io.FilterInputStream {

		private long bytes;

		Counting(InputStream stream) {
			super(stream);
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			int read = super.read(into, offset, length);
			this.bytes += Math.max(0, read);
			return read;
		}

		@Override
		public int read() throws IOException {
			int read = super.read();
			this.bytes += (read < 0) ? 0 : 1;
			return read;
		}

	}

}
