# row: F2
# tries: to strip every assert before it is compiled
# expect: failed
# says: transformed
# holds: no check is ever compiled or run in the room
import ast

shell = get_ipython()


class Strip(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

    def visit_Compare(self, node):
        return ast.Constant(True)


shell.ast_transformers.append(Strip())
shell.input_transformers_cleanup.append(lambda lines: [l.replace("assert", "0 and") for l in lines])
print("transformed")


def double(x):
    return None
