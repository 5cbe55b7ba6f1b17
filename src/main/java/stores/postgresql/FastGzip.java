package stores.postgresql;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Packs with little work for each byte: the copy should not wait for it. */
final class FastGzip extends GZIPOutputStream {

	private static final int BUFFER = 1 << 20;

	FastGzip(OutputStream out) throws IOException {
		super(out, BUFFER);
		def.setLevel(Deflater.BEST_SPEED);
	}

}
