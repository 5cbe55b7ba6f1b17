package stores.redis;

import java.io.IOException;

/**
 * Values in a Redis dump, each read to its end: {@code rdb.h} of Redis says how they lie.
 */
final class DumpValues {

	private final DumpStream in;

	DumpValues(DumpStream in) {
		this.in = in;
	}

	/** Skips a value of a type, to its end. */
	void skip(int type) throws IOException {
		switch (type) {
			case 0, 9, 10, 11, 12, 13, 16, 17, 20 -> in.string();
			case 1, 2, 14 -> in.strings(in.length());
			case 4 -> in.strings(2 * in.length());
			case 3 -> sorted(false);
			case 5 -> sorted(true);
			case 18 -> quickList();
			case 7 -> {
				in.length();
				module();
			}
			case 15, 19, 21 -> stream(type);
			case 22, 24 -> expiringHash(type);
			case 23, 25 -> {
				if (type == 25) {
					in.skip(8);
				}
				in.string();
			}
			default -> throw DumpStream.bad("it holds something of type %d, which is not known here",
					"contém algo do tipo %d, que não é conhecido aqui", type);
		}
	}

	private void expiringHash(int type) throws IOException {
		if (type == 24) {
			in.skip(8);
		}
		for (long left = in.length(); left > 0; left--) {
			in.length();
			in.strings(2);
		}
	}

	private void sorted(boolean binary) throws IOException {
		for (long left = in.length(); left > 0; left--) {
			in.string();
			int size = binary ? 8 : in.next();
			// 253 to 255: not a number and the two infinities.
			in.skip(size >= 253 ? 0 : size);
		}
	}

	private void quickList() throws IOException {
		for (long left = in.length(); left > 0; left--) {
			in.length();
			in.string();
		}
	}

	private void stream(int type) throws IOException {
		in.strings(2 * in.length());
		in.lengths(type == 15 ? 3 : 8);
		for (long groups = in.length(); groups > 0; groups--) {
			in.string();
			in.lengths(type == 15 ? 2 : 3);
			for (long pending = in.length(); pending > 0; pending--) {
				in.skip(16 + 8);
				in.length();
			}
			for (long consumers = in.length(); consumers > 0; consumers--) {
				in.string();
				in.skip(type == 21 ? 16 : 8);
				in.skip(16 * in.length());
			}
		}
	}

	/** Skips what a module has written. */
	void module() throws IOException {
		for (long part = in.length(); part != 0; part = in.length()) {
			switch ((int) part) {
				case 1, 2 -> in.length();
				case 3 -> in.skip(4);
				case 4 -> in.skip(8);
				case 5 -> in.string();
				default -> throw DumpStream.bad("a module's value in it has a part of kind %d, which is not known here",
						"um valor de módulo nele tem uma parte do tipo %d, que não é conhecido aqui", part);
			}
		}
	}

}
