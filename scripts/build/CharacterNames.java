/** Prints every character that has a name of its own in this runtime, a line each: its code point and its name. */
public class CharacterNames {
    public static void main(String[] arguments) {
        if (Runtime.version().feature() != 17) {
            System.err.println("Java 17 is needed, which knows Unicode 13; this is " + Runtime.version() + ".");
            System.exit(1);
        }
        StringBuilder names = new StringBuilder();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String name = Character.getName(codePoint);
            if (name != null && !name.equals(nameByBlock(codePoint))) {
                names.append(codePoint).append(' ').append(name).append('\n');
            }
        }
        System.out.print(names);
    }

    /** What Character.getName says of a character without a name: its block and its number. */
    private static String nameByBlock(int codePoint) {
        Character.UnicodeBlock block = Character.UnicodeBlock.of(codePoint);
        return block == null
                ? null
                : block.toString().replace('_', ' ') + " " + Integer.toHexString(codePoint).toUpperCase();
    }
}
