package systems;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * A place in a profile.
 *
 * @param pointer JSON Pointer
 */
record Field(String pointer) implements Comparable<Field> {

	static final Field ROOT = new Field("");

	static Field of(String name) {
		return ROOT.at(name);
	}

	Field at(String name) {
		return new Field(pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
	}

	Field at(int index) {
		return new Field(pointer + "/" + index);
	}

	JsonPointer compiled() {
		return JsonPointer.compile(pointer);
	}

	@Override
	public int compareTo(Field other) {
		return pointer.compareTo(other.pointer);
	}

}
