/** A trigger with methods, a property and a class of its own. */
trigger LeadTrigger on Lead(before insert) {
    public class Greeting {
        private String name;
        public Greeting(String name) {
            this.name = name;
        }
        public String text() {
            return greet(this.name);
        }
    }
    String greet(String name) {
        return 'Dear ' + name + ' of ' + Trigger.size;
    }
    static Integer counted(List<Lead> leads) {
        return leads.size();
    }

    for (Lead lead : Trigger.new) {
        if (lead.Company == 'Triggers with members') {
            lead.Description = new Greeting(lead.LastName).text() + ', ' + counted(Trigger.new);
        }
        if (lead.Company == 'Triggers that fail') {
            counted(null);
        }
    }
}
