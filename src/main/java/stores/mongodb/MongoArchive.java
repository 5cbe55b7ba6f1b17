package stores.mongodb;

import domain.people.Said;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonSerializationException;
import org.bson.RawBsonDocument;
import stores.BadContent;
import stores.Progress;

/**
 * Reads an archive of {@code mongodump --archive --gzip} from its begin to its end and
 * counts the documents of each collection, without a server. The format is that of
 * mongo-tools' {@code common/archive}: a prelude that names the collections, then their
 * documents in turns, each collection's end with the CRC-64 (ECMA) of its documents.
 */
final class MongoArchive {

	/** The name of the operations that happened during the dump. */
	static final String OPLOG = "oplog";

	private static final int MAGIC = 0x8199e26d;

	private static final int TERMINATOR = -1;

	private static final int LARGEST = 64 << 20;

	private static final int CHUNK = 1 << 16;

	private static final long[] TABLE = new long[256];

	static {
		for (int index = 0; index < TABLE.length; index++) {
			long value = index;
			for (int bit = 0; bit < Byte.SIZE; bit++) {
				value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ 0xC96C5795D7870F42L;
			}
			TABLE[index] = value;
		}
	}

	private final DataInputStream in;

	private final Progress progress;

	private final SortedMap<String, Long> documents = new TreeMap<>();

	private final Map<String, Long> checksums = new HashMap<>();

	private final Set<String> ended = new HashSet<>();

	private String version = "unknown";

	private MongoArchive(InputStream content, Progress progress) throws IOException {
		this.in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(content, CHUNK), CHUNK));
		this.progress = progress;
	}

	/**
	 * What an archive holds.
	 *
	 * @param version version of the server
	 * @param documents number of documents by {@code database.collection}; operations
	 * during the dump under {@value #OPLOG}
	 */
	record Held(String version, SortedMap<String, Long> documents) {

	}

	/**
	 * Reads an archive to its end.
	 * @throws BadContent when it is no whole archive
	 * @throws IOException when it cannot be read
	 */
	static Held read(InputStream content, Progress progress) throws IOException {
		try {
			MongoArchive archive = new MongoArchive(content, progress);
			archive.all();
			return new Held(archive.version, archive.documents);
		}
		catch (EOFException cut) {
			throw bad("it ends in the middle", "termina no meio");
		}
		catch (ZipException | BsonSerializationException | BsonInvalidOperationException altered) {
			throw bad("its content was altered: %s", "o seu conteúdo foi alterado: %s", altered.getMessage());
		}
	}

	private static BadContent bad(String english, String portuguese, Object... values) {
		return new BadContent(Said.of(english, portuguese, values));
	}

	private void all() throws IOException {
		if (Integer.reverseBytes(in.readInt()) != MAGIC) {
			throw bad("it does not begin as an archive of mongodump", "não começa como um arquivo do mongodump");
		}
		RawBsonDocument head = document(size());
		version = head.getString("server_version").getValue();
		for (int size = size(); size != TERMINATOR; size = size()) {
			RawBsonDocument collection = document(size);
			documents.put(name(collection), 0L);
		}
		int first = in.read();
		while (first >= 0) {
			segment(document(size(first)));
			first = in.read();
		}
		Set<String> cut = new HashSet<>(documents.keySet());
		cut.removeAll(ended);
		if (!cut.isEmpty()) {
			throw bad("it ends before the end of %s", "termina antes do fim de %s", String.join(", ", cut));
		}
	}

	private void segment(RawBsonDocument head) throws IOException {
		String name = name(head);
		long checksum = checksums.getOrDefault(name, 0L);
		long count = 0;
		for (int size = size(); size != TERMINATOR; size = size()) {
			checksum = checksum(checksum, bytes(size));
			count++;
			if (count % 1000 == 0) {
				progress.report("reading an archive: " + name);
			}
		}
		checksums.put(name, checksum);
		documents.merge(name, count, Long::sum);
		if (head.getBoolean("EOF").getValue()) {
			ended.add(name);
			if (head.getInt64("CRC").getValue() != checksum) {
				throw bad("the documents of %s are not those that were written",
						"os documentos de %s não são os que foram escritos", name);
			}
		}
		progress.report("reading an archive: " + documents);
	}

	private static String name(RawBsonDocument of) {
		String database = of.getString("db").getValue();
		String collection = of.getString("collection").getValue();
		return database.isEmpty() ? collection : database + "." + collection;
	}

	private int size() throws IOException {
		return Integer.reverseBytes(in.readInt());
	}

	private int size(int first) throws IOException {
		return first | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16 | in.readUnsignedByte() << 24;
	}

	private RawBsonDocument document(int size) throws IOException {
		return new RawBsonDocument(bytes(size));
	}

	private byte[] bytes(int size) throws IOException {
		if (size < 5 || size > LARGEST) {
			throw bad("it holds a document of %d bytes", "contém um documento de %d bytes", size);
		}
		byte[] bytes = new byte[size];
		bytes[0] = (byte) size;
		bytes[1] = (byte) (size >>> 8);
		bytes[2] = (byte) (size >>> 16);
		bytes[3] = (byte) (size >>> 24);
		in.readFully(bytes, 4, size - 4);
		return bytes;
	}

	private static long checksum(long before, byte[] bytes) {
		long value = ~before;
		for (byte each : bytes) {
			value = TABLE[(int) (value ^ each) & 0xff] ^ value >>> Byte.SIZE;
		}
		return ~value;
	}

}
