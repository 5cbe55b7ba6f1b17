package activities;

import domain.diagnosis.ArchiveRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import secrets.Mask;
import targets.Sink;

/**
 * Writes an archive, a file at a time: masked first, then cut, so that no secret is cut
 * in half. Each file and all together keep within bounds.
 */
final class ArchiveWriter {

	/** Every archive begins its reader here. */
	static final String INDEX = "INDEX.md";

	private final ZipOutputStream zip;

	private final Mask mask;

	private final Bounds bounds;

	private final Clock clock = Clock.systemUTC();

	private final Contents contents = new Contents();

	private long written;

	ArchiveWriter(OutputStream out, Mask mask, Bounds bounds) {
		this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
		this.mask = mask;
		this.bounds = bounds;
	}

	Bounds bounds() {
		return bounds;
	}

	Mask mask() {
		return mask;
	}

	/** A sink whose files stand in this folder. */
	Sink in(String folder) {
		return new Sink() {
			@Override
			public void text(String path, String what, String text) {
				write(path(folder, path), what, text);
			}

			@Override
			public void missing(String path, String what, String why) {
				miss(path(folder, path), what, why);
			}
		};
	}

	private static String path(String folder, String path) {
		String whole = (folder.isEmpty() ? "" : folder + "/") + path;
		return whole.replaceAll("[^A-Za-z0-9._/@-]", "_")
			.replaceAll("(^|/)\\.+(?=/|$)", "$1")
			.replaceAll("//+|/$", "/");
	}

	private synchronized void miss(String path, String what, String why) {
		contents.add(new Contents.Gap(path, what, mask.apply(why == null ? "no reason given" : why)));
	}

	private void write(String path, String what, String text) {
		// Masking takes the time; several files are masked side by side.
		byte[] bytes = mask.apply(text).getBytes(StandardCharsets.UTF_8);
		keep(path, what, bytes);
	}

	private synchronized void keep(String path, String what, byte[] bytes) {
		if (written >= bounds.whole()) {
			contents.add(new Contents.Gap(path, what, "the archive is full: " + bounds.whole() + " bytes"));
			return;
		}
		int most = (int) Math.min(bounds.file(), bounds.whole() - written);
		boolean cut = bytes.length > most;
		byte[] kept = cut ? Arrays.copyOfRange(bytes, begin(bytes, bytes.length - most), bytes.length) : bytes;
		String name = unique(path);
		put(name, kept);
		written += kept.length;
		contents.add(new Contents.Entry(name, what, kept.length, clock.instant(),
				cut ? "the last of " + bytes.length + " bytes" : ""));
	}

	/** Not in the middle of a character: those after the first begin with 10. */
	private static int begin(byte[] bytes, int from) {
		int begin = from;
		while (begin < bytes.length && (bytes[begin] & 0xC0) == 0x80) {
			begin++;
		}
		return begin;
	}

	private String unique(String path) {
		String name = path;
		for (int number = 2; contents.has(name); number++) {
			name = path + "." + number;
		}
		return name;
	}

	private void put(String name, byte[] bytes) {
		try {
			zip.putNextEntry(new ZipEntry(name));
			zip.write(bytes);
			zip.closeEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Writes the table of contents and ends the archive. */
	synchronized Contents finish(ArchiveRequest request) throws IOException {
		String index = mask.apply(contents.text(request, clock.instant(), mask.unresolved()));
		put(INDEX, index.getBytes(StandardCharsets.UTF_8));
		zip.finish();
		return contents;
	}

}
